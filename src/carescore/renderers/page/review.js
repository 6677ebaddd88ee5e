// A trainer's review: findings taken out, skills judged otherwise, notes, stars, speakers; each with its undo.
import {mean, recompute} from "./recount.js";

const brief = (value, digits) => value === null ? "–" : Math.abs(value) >= 20 ? value.toFixed(0) : String(Number(value.toFixed(digits)));

export function makeReview(data) {
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
      const name = box.dataset.skill, one = now[name], value = values[name], cell = box.querySelector(".value");
      const first = data.skills[name].value, moved = value !== first;
      box.classList.toggle("changed", moved);
      box.dataset.value = value ?? "";
      cell.replaceChildren();
      if (moved && review.skills[name] && one.value !== null) { const old = document.createElement("del"); old.textContent = one.value.toFixed(0); cell.append(old); }
      cell.append(value === null ? "–" : moved ? String(value) : value.toFixed(0));
      const [style, words] = value === null ? ["none", "not known"] : band(value), bar = box.querySelector(".bar");
      bar.setAttribute("class", `bar ${style}`); bar.querySelector(".fill")?.setAttribute("width", value ?? 0);
      box.querySelector(".bandname").textContent = words;
      for (const row of box.querySelectorAll("[data-part]")) {
        const part = one.parts.find(part => part.name === row.dataset.part);
        row.querySelector(".v").textContent = part ? brief(part.value, 2) : "–";
        row.querySelector(".p").textContent = part ? brief(part.points, 2) : "–";
        row.dataset.value = part?.value ?? "";
      }
    }
  }

  for (const finding of document.querySelectorAll(".finding .tick input")) finding.addEventListener("change", () => {
    const item = finding.closest(".finding"), {measure, place} = item.dataset, set = gone[measure] ??= new Set();
    const flip = out => { out ? set.add(Number(place)) : set.delete(Number(place)); finding.checked = !out; item.classList.toggle("out", out); draw(); };
    const out = !finding.checked;
    flip(out);
    did(`${out ? "took out" : "put back"} “${item.firstElementChild.textContent}”`, () => flip(!out));
  });

  const dialog = document.getElementById("dialog"), fields = document.getElementById("fields");
  function ask(title, rows, then) {
    document.getElementById("dialog-title").textContent = title;
    const inputs = {};
    fields.replaceChildren(...rows.map(([name, words, kind, value, options]) => {
      const label = document.createElement("label"), input = document.createElement(kind === "number" ? "input" : kind);
      if (kind === "number") { input.type = "number"; input.min = 0; input.max = 100; input.required = true; }
      for (const [key, shown] of options ?? []) { const option = document.createElement("option"); option.value = key; option.textContent = shown; input.append(option); }
      input.value = value ?? ""; input.name = name; inputs[name] = input;
      label.append(words, input);
      return label;
    }));
    dialog.returnValue = "cancel";
    dialog.onclose = () => { if (dialog.returnValue === "ok") then(Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()]))); };
    dialog.showModal();
  }

  for (const button of document.querySelectorAll("[data-override]")) button.addEventListener("click", () => {
    const name = button.dataset.override, title = button.closest(".skill").querySelector(".name").textContent;
    ask(`${title}: your own value`, [["value", "Value, 0 to 100", "number"], ["reason", "Reason", "textarea"]], given => {
      const value = Number(given.value), old = review.skills[name];
      if (!given.reason || given.value === "" || !(value >= 0 && value <= 100)) return;
      review.skills[name] = {value, reason: given.reason}; draw();
      did(`${title} judged ${value}`, () => { if (old) review.skills[name] = old; else delete review.skills[name]; draw(); });
    });
  });

  for (const [key, mark, on, off] of [["star", "starred", "★ Starred", "☆ Star"], ["hide", "hidden", "Hidden: show again", "Hide"]])
    for (const button of document.querySelectorAll(`[data-${key}]`)) button.addEventListener("click", () => {
      const i = Number(button.dataset[key]), card = button.closest(".moment"), before = review.moments.get(i), after = before === mark ? undefined : mark;
      const set = value => {
        value ? review.moments.set(i, value) : review.moments.delete(i);
        card.classList.toggle("off", value === "hidden");
        const star = card.querySelector("[data-star]"), hide = card.querySelector("[data-hide]");
        star.textContent = value === "starred" ? "★ Starred" : "☆ Star"; star.setAttribute("aria-pressed", value === "starred");
        hide.textContent = value === "hidden" ? "Hidden: show again" : "Hide"; hide.setAttribute("aria-pressed", value === "hidden");
      };
      set(after);
      did(after ? `${after} a moment` : `no longer ${mark}`, () => set(before));
    });

  for (const button of document.querySelectorAll("[data-more]")) button.addEventListener("click", () => {
    const i = Number(button.dataset.more), turn = button.closest(".turn"), who = turn.querySelector(".who span"), was = review.turns.get(i) ?? who.textContent;
    const speaker = data.speakers.find(one => one.id === was), role = review.speakers[was] ?? speaker?.role ?? "unknown";
    ask(`Turn ${i + 1}`, [
      ["note", "A note", "textarea"],
      ["speaker", "Who spoke here", "select", was, data.speakers.map(one => [one.id, one.id])],
      ["role", `What ${was} is, everywhere`, "select", role, ["staff", "patient", "companion", "interpreter", "other", "unknown"].map(one => [one, one])],
    ], given => {
      if (given.note) {
        const note = {turn: i, text: given.note}, line = document.createElement("li");
        line.className = "note"; line.textContent = given.note; turn.querySelector(".margin").append(line); review.notes.push(note);
        did(`note on turn ${i + 1}`, () => { review.notes.splice(review.notes.indexOf(note), 1); line.remove(); });
      }
      if (given.speaker !== was) {
        review.turns.set(i, given.speaker); who.textContent = given.speaker;
        did(`turn ${i + 1} is ${given.speaker}`, () => { review.turns.delete(i); who.textContent = was; });
      }
      if (given.role !== role) {
        const before = review.speakers[was];
        review.speakers[was] = given.role;
        did(`${was} is ${given.role}`, () => { if (before) review.speakers[was] = before; else delete review.speakers[was]; });
      }
    });
  });

  function plain() {
    const unticked = Object.entries(gone).flatMap(([measure, places]) => [...places].sort((a, b) => a - b).map(place => {
      const [turn, start, end, label] = data.scores[measure].evidence[place];
      return {measure, turn, start, end, label};
    }));
    const moments = [...review.moments].map(([i, mark]) => { const {turn, kind, start, end} = data.moments[i]; return {turn, kind, start, end, mark}; });
    return {
      schema: "carescore-review/1", report: data.report, carescore: data.carescore, saved: new Date().toISOString(), unticked,
      skills: review.skills, notes: review.notes, moments, speakers: review.speakers, turns: [...review.turns].map(([turn, speaker]) => ({turn, speaker})),
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
