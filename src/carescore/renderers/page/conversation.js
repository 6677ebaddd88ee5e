// The conversation: search, filters, the lit turn, and links to a stretch of it.

export const saysOf = turn => [...turn.querySelectorAll(".says")];
export const wordsOf = turn => saysOf(turn).map(one => one.textContent).join("");

function* nodesOf(turn) {
  for (const says of saysOf(turn)) {
    const walker = document.createTreeWalker(says, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) yield node;
  }
}

export function rangeIn(turn, start, end) {
  const range = document.createRange();
  let seen = 0, begun = false;
  for (const node of nodesOf(turn)) {
    if (!begun && start < seen + node.length) { range.setStart(node, start - seen); begun = true; }
    if (begun && end <= seen + node.length) { range.setEnd(node, end - seen); return range; }
    seen += node.length;
  }
  return null;
}

export function makeConversation(data) {
  const turns = [...document.querySelectorAll(".turn")], texts = turns.map(turn => wordsOf(turn).toLowerCase());
  const search = document.getElementById("search"), hits = document.getElementById("hits");
  const staff = document.getElementById("only-staff"), patient = document.getElementById("only-patient"), jump = document.getElementById("jump");
  let lit = null, following = true, moved = 0;

  function find() {
    const wanted = search.value.trim().toLowerCase(), ranges = [];
    let count = 0;
    turns.forEach((turn, i) => {
      const side = turn.dataset.side;
      let away = staff.checked && side !== "staff" || patient.checked && side !== "patient";
      if (wanted && !away) {
        const before = count;
        for (let at = texts[i].indexOf(wanted); at >= 0; at = texts[i].indexOf(wanted, at + wanted.length)) { count++; if (ranges.length < 2000) ranges.push([turn, at]); }
        away = count === before;
      }
      turn.classList.toggle("away", away);
    });
    hits.textContent = wanted ? `${count} found` : "";
    if (window.Highlight && CSS.highlights) CSS.highlights.set("search", new Highlight(...ranges.map(([turn, at]) => rangeIn(turn, at, at + wanted.length)).filter(Boolean)));
  }

  const show = turn => turn && turn.scrollIntoView({block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"});
  const light = (i, playing) => {
    lit?.classList.remove("now"); lit?.removeAttribute("aria-current");
    lit = turns[i] ?? null;
    lit?.classList.add("now"); lit?.setAttribute("aria-current", "true");
    if (playing && following) { moved = Date.now(); show(lit); }
  };
  const still = () => { if (lit && following) { following = false; if (jump) jump.hidden = false; } };
  for (const kind of ["wheel", "touchmove"]) addEventListener(kind, still, {passive: true});
  jump?.addEventListener("click", () => { following = true; jump.hidden = true; show(lit); });
  search.addEventListener("input", find);
  staff.addEventListener("change", () => { if (staff.checked) patient.checked = false; find(); });
  patient.addEventListener("change", () => { if (patient.checked) staff.checked = false; find(); });
  for (const box of document.querySelectorAll("[data-group]")) box.addEventListener("change", () => {
    for (const one of document.querySelectorAll(`#turns .g-${box.dataset.group}`)) if (one.matches("li")) one.hidden = !box.checked; else one.classList.toggle("plain", !box.checked);
    for (const one of document.querySelectorAll("#turns li.finding[hidden]")) one.style.display = "none";
    for (const one of document.querySelectorAll("#turns li.finding:not([hidden])")) one.style.display = "";
    for (const one of document.querySelectorAll("#turns mark")) one.style.background = one.classList.contains("plain") ? "none" : "";
  });
  const unjudged = document.getElementById("unjudged");
  unjudged.addEventListener("click", () => unjudged.setAttribute("aria-pressed", document.getElementById("turns").classList.toggle("unjudged")));

  const copy = document.getElementById("copy");
  const moment = (node, at) => {
    const turn = (node.nodeType === 1 ? node : node.parentElement)?.closest?.(".turn"), says = turn && saysOf(turn).find(one => one.contains(node));
    if (!says) return null;
    const [start, end] = data.turns[turn.dataset.turn], range = document.createRange();
    if (start === null) return null;
    range.setStart(says, 0); range.setEnd(node, at);
    const all = saysOf(turn), before = all.slice(0, all.indexOf(says)).reduce((total, one) => total + one.textContent.length, range.toString().length);
    return (start + ((end ?? start) - start) * before / Math.max(1, wordsOf(turn).length)) / 1000;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) { copy.hidden = true; return; }
    const range = chosen.getRangeAt(0), from = moment(range.startContainer, range.startOffset), to = moment(range.endContainer, range.endOffset);
    copy.hidden = from === null || to === null;
    if (!copy.hidden) copy.dataset.link = `#t=${from.toFixed(1)},${to.toFixed(1)}`;
  });
  copy.addEventListener("click", () => {
    const link = location.href.split("#")[0] + copy.dataset.link;
    history.replaceState(null, "", copy.dataset.link);
    navigator.clipboard?.writeText(link).catch(() => {});
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy a link to this stretch"; copy.hidden = true; }, 1500);
  });
  const clear = () => { search.value = ""; find(); search.blur(); };
  return {turns, light, show, search, clear, get lit() { return lit; }};
}
