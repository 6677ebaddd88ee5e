// A trainer's review: findings taken out, skills judged otherwise, notes, stars, speakers; each with its undo.
import {mean, recompute, round, whole} from "./recount.js";

const brief = (value, digits) => value === null ? "–" : Math.abs(value) >= 20 ? String(whole(value)) : String(round(value, digits));

export function makeReview(data, ask) {
  const gone = {}, review = {skills: {}, notes: [], moments: new Map(), speakers: {}, turns: new Map()}, done = [];
  const undo = document.getElementById("undo"), changes = document.getElementById("changes");

  const band = value => {
    const [, name, shape] = data.bands.find(([begins]) => value >= begins);
    return [name.replaceAll(" ", "-"), `${shape} ${name}`];
  };

  function did(name, back) { done.push([name, back]); told(); }
  function told() {
    const last = done.at(-1);
    undo.hidden = !last; undo.textContent = last ? `Undo: ${last[0]}` : "";
    changes.textContent = done.length ? `${done.length} ${done.length === 1 ? "change" : "changes"}` : "";
  }
  undo.addEventListener("click", () => { done.pop()?.[1](); told(); });

  function draw() {
    const now = recompute(data, gone), values = {};
    for (const name in now) values[name] = review.skills[name]?.value ?? now[name].value;
    if (Object.keys(review.skills).length && now.overall) {
      values.overall = mean(data, Object.keys(now).filter(name => name !== "overall").map(name => values[name])) ?? values.overall;
    }
    for (const box of document.querySelectorAll("[data-skill]")) {
      const name = box.dataset.skill, one = now[name], value = values[name], cell = box.querySelector(".value"), own = review.skills[name];
      const first = data.skills[name].value, moved = value !== first;
      box.classList.toggle("changed", moved);
      box.dataset.value = value ?? "";
      cell.replaceChildren();
      if (own && one.value !== null && one.value !== value) { const old = document.createElement("del"); old.textContent = whole(one.value); cell.append(old); }
      cell.append(value === null ? "–" : moved ? String(value) : String(whole(value)));
      const [style, words] = value === null ? ["none", "not known"] : band(value), bar = box.querySelector(".bar");
      bar.setAttribute("class", `bar ${style}`); bar.querySelector(".fill")?.setAttribute("width", value ?? 0);
      box.querySelector(".bandname").textContent = words;
      const reason = box.querySelector(".reason");
      if (reason) { reason.hidden = !own; reason.textContent = own ? `Judged ${own.value} by hand: ${own.reason}` : ""; }
      for (const row of box.querySelectorAll("[data-part]")) {
        const part = one.parts.find(part => part.name === row.dataset.part);
        row.querySelector(".v").textContent = part ? brief(part.value, 2) : "–";
        row.querySelector(".p").textContent = part ? brief(part.points, 2) : "–";
        row.dataset.value = part?.value ?? "";
      }
    }
    data.moments.forEach((_, i) => mark(i));
  }

  const cards = data.moments.map((_, i) => document.querySelectorAll(`[data-moment="${i}"]`));
  const taken = one => [...gone[one.measure] ?? []].some(place => { const [turn, start, end] = data.scores[one.measure].evidence[place]; return turn === one.turn && start === one.start && end === one.end; });
  function mark(i) {
    const value = review.moments.get(i), off = value === "hidden" || taken(data.moments[i]);
    for (const card of cards[i]) {
      card.classList.toggle("off", off);
      const star = card.querySelector("[data-star]"), hide = card.querySelector("[data-hide]");
      if (!star) continue;
      star.textContent = value === "starred" ? "★ Starred" : "☆ Star"; star.setAttribute("aria-pressed", value === "starred");
      hide.textContent = value === "hidden" ? "Hidden: show again" : "Hide"; hide.setAttribute("aria-pressed", value === "hidden");
    }
  }
  function marked(i, after) {
    const before = review.moments.get(i), set = value => { value ? review.moments.set(i, value) : review.moments.delete(i); mark(i); };
    set(after);
    did(after ? `${after} a moment` : `no longer ${before}`, () => set(before));
  }
  for (const [key, name] of [["star", "starred"], ["hide", "hidden"]])
    for (const button of document.querySelectorAll(`[data-${key}]`)) button.addEventListener("click", () => {
      const i = Number(button.dataset[key]);
      marked(i, review.moments.get(i) === name ? undefined : name);
    });

  function ticked(box, out) {
    const item = box.closest(".finding"), {measure, place} = item.dataset, set = gone[measure] ??= new Set();
    const flip = out => { out ? set.add(Number(place)) : set.delete(Number(place)); box.checked = !out; item.classList.toggle("out", out); draw(); };
    flip(out);
    did(`${out ? "took out" : "put back"} “${item.firstElementChild.textContent}”`, () => flip(!out));
  }
  for (const box of document.querySelectorAll(".finding .tick input")) box.addEventListener("change", () => ticked(box, !box.checked));

  const titleOf = name => document.querySelector(`[data-skill="${name}"] .name`).textContent;
  function judged(name, value, reason) {
    const old = review.skills[name];
    review.skills[name] = {value, reason}; draw();
    did(`${titleOf(name)} judged ${value}`, () => { if (old) review.skills[name] = old; else delete review.skills[name]; draw(); });
  }
  for (const button of document.querySelectorAll("[data-override]")) button.addEventListener("click", () => {
    const name = button.dataset.override;
    ask(`${titleOf(name)}: your own value`, [["value", "Value, 0 to 100", "number"], ["reason", "Reason", "textarea"]], given => {
      const value = Number(given.value);
      if (given.reason && given.value !== "" && value >= 0 && value <= 100) judged(name, value, given.reason);
    });
  });

  function noted(turn, text, line) {
    const note = {turn, text};
    if (!line) {
      line = document.createElement("li"); line.className = "note"; line.textContent = text;
      document.querySelector(`#turn-${turn} .notes`).append(line);
    }
    review.notes.push(note);
    did(`note on turn ${turn + 1}`, () => { review.notes.splice(review.notes.indexOf(note), 1); line.remove(); });
  }

  for (const button of document.querySelectorAll("[data-more]")) button.addEventListener("click", () => {
    const i = Number(button.dataset.more), turn = button.closest(".turn"), who = turn.querySelector(".who span"), was = review.turns.get(i) ?? who.textContent;
    const speaker = data.speakers.find(one => one.id === was), role = review.speakers[was] ?? speaker?.role ?? "unknown";
    ask(`Turn ${i + 1}`, [
      ["note", "A note", "textarea"],
      ["speaker", "Who spoke here", "select", was, data.speakers.map(one => [one.id, one.id])],
      ["role", `What ${was} is, everywhere`, "select", role, ["staff", "patient", "companion", "interpreter", "other", "unknown"].map(one => [one, one])],
    ], given => {
      if (given.note) noted(i, given.note);
      if (given.speaker !== was) {
        const before = review.turns.get(i);
        review.turns.set(i, given.speaker); who.textContent = given.speaker;
        did(`turn ${i + 1} is ${given.speaker}`, () => { before ? review.turns.set(i, before) : review.turns.delete(i); who.textContent = was; });
      }
      if (given.role !== role) {
        const before = review.speakers[was];
        review.speakers[was] = given.role;
        did(`${was} is ${given.role}`, () => { if (before) review.speakers[was] = before; else delete review.speakers[was]; });
      }
    });
  });

  function restore(said) {
    // a review that the report was made with: the same changes, each with its undo
    for (const {measure, turn, start, end, label} of said.unticked) {
      const place = data.scores[measure]?.evidence.findIndex((one, i) => one[0] === turn && one[1] === start && one[2] === end && one[3] === label && !gone[measure]?.has(i));
      const box = document.querySelector(`.finding[data-measure="${CSS.escape(measure)}"][data-place="${place}"] .tick input`);
      if (box) ticked(box, true);
    }
    for (const name in said.skills) judged(name, said.skills[name].value, said.skills[name].reason);
    said.notes.forEach(({turn, text}, i) => noted(turn, text, document.querySelector(`[data-note="${i}"]`)));
    for (const one of said.moments) {
      const i = data.moments.findIndex(other => ["turn", "kind", "start", "end"].every(key => other[key] === one[key]));
      if (i >= 0) marked(i, one.mark);
    }
  }
  if (data.review) restore(data.review);

  function plain() {
    const unticked = Object.entries(gone).flatMap(([measure, places]) => [...places].sort((a, b) => a - b).map(place => {
      const [turn, start, end, label] = data.scores[measure].evidence[place];
      return {measure, turn, start, end, label};
    }));
    const moments = [...review.moments].map(([i, mark]) => { const {turn, kind, start, end} = data.moments[i]; return {turn, kind, start, end, mark}; });
    return {
      schema: "carescore-review/1", report: data.report, carescore: data.carescore, saved: new Date().toISOString(), unticked,
      skills: review.skills, notes: review.notes, moments, speakers: review.speakers, turns: [...review.turns].map(([turn, speaker]) => ({turn, speaker})),
      corrected: data.review?.corrected ?? [],
    };
  }
  document.getElementById("save").addEventListener("click", () => {
    const review = new CustomEvent("carescore-review", {detail: plain(), cancelable: true});  // the app keeps it in a library
    if (!document.dispatchEvent(review)) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(plain(), null, 1)], {type: "application/json"}));
    link.download = `${data.report.id.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 80)}.review.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  return {plain};
}
