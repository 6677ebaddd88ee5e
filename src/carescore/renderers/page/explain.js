// What a finding is: pointed at or focused, it is explained, and its words are lit; words pointed at light their findings.
import {rangeIn, saysOf} from "./conversation.js";

const STAYS_MS = 200, GAP = 6;

export function makeExplain(data) {
  const note = document.getElementById("explain"), [title, meaning, counts] = note.children, talk = document.getElementById("turns");
  let closing = 0, shown = null, top = 0;
  const spanOf = finding => finding.dataset.span.split("-").map(Number);
  const light = range => { if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(...range ? [range] : [])); };

  function open(finding) {
    const known = data.explained[finding.dataset.measure], box = finding.getBoundingClientRect();
    clearTimeout(closing);
    shown = finding; top = box.top;
    title.firstChild.textContent = known.title; meaning.textContent = known.meaning; counts.textContent = known.counts;
    note.hidden = false;
    light(rangeIn(finding.closest(".turn"), ...spanOf(finding)));
    const below = box.bottom + GAP, fits = below + note.offsetHeight < innerHeight - parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom);
    note.style.top = `${fits ? below : Math.max(0, box.top - GAP - note.offsetHeight)}px`;
    note.style.left = `${Math.max(GAP, Math.min(box.left, innerWidth - note.offsetWidth - 3 * GAP))}px`;
  }
  function close() {
    const was = !note.hidden;
    note.hidden = true; light(null);
    return was;
  }
  const soon = () => { clearTimeout(closing); closing = setTimeout(close, STAYS_MS); };

  function within(mark) {
    // the findings beside the words that are pointed at
    const turn = mark.closest(".turn");
    let start = 0;
    for (const says of saysOf(turn)) {
      if (!says.contains(mark)) { start += says.textContent.length; continue; }
      const range = document.createRange();
      range.setStart(says, 0); range.setEndBefore(mark);
      start += range.toString().length;
      break;
    }
    return [...turn.querySelectorAll(".finding")].filter(one => { const [first, last] = spanOf(one); return first <= start && start < last; });
  }

  talk.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return;
    const finding = event.target.closest(".finding"), mark = event.target.closest("mark");
    if (finding) open(finding);
    if (mark) for (const one of within(mark)) one.classList.add("lit");
  });
  talk.addEventListener("pointerout", event => {
    if (event.target.closest(".finding")) soon();
    for (const one of talk.querySelectorAll(".finding.lit")) one.classList.remove("lit");
  });
  talk.addEventListener("focusin", event => { const finding = event.target.closest(".finding"); if (finding) open(finding); });
  talk.addEventListener("focusout", event => { if (event.target.closest(".finding")) soon(); });
  talk.addEventListener("click", event => { const what = event.target.closest(".what"); if (what) open(what.closest(".finding")); });
  note.addEventListener("pointerenter", () => clearTimeout(closing));
  note.addEventListener("pointerleave", soon);
  // a scroll that had ended before the finding was pointed at is told only afterwards
  const moved = () => !note.hidden && shown.getBoundingClientRect().top !== top;
  addEventListener("scroll", () => { if (moved() && !talk.contains(document.activeElement)) close(); }, {passive: true});
  return {close};
}
