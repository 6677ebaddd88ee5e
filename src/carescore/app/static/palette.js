// Ctrl+K: conversations and commands, found by a few letters.
import {read} from "./ask.js";

export function makePalette(commands) {
  const dialog = document.getElementById("palette"), wanted = document.getElementById("wanted"), offers = document.getElementById("offers");
  let shown = [], at = 0, asked = 0;

  const open = () => { if (document.querySelector("dialog[open]")) return; wanted.value = ""; dialog.showModal(); wanted.focus(); offer(); };
  async function offer() {
    const text = wanted.value.trim().toLowerCase(), mine = ++asked, words = text.split(/\s+/);
    const fitting = commands.filter(([name]) => words.every(word => name.toLowerCase().includes(word)));
    show(fitting);
    const answer = await fetch(`/api/find?q=${encodeURIComponent(text)}`).then(read).catch(() => ({found: []}));
    if (mine === asked) show([...fitting, ...answer.found.map(one => [one.title, () => location.assign(one.address), one.about])]);
  }
  function show(all) {
    shown = all; at = Math.min(at, Math.max(0, all.length - 1));
    offers.replaceChildren(...all.map(([name, , about], i) => {
      const option = document.createElement("div"), title = document.createElement("span"), note = document.createElement("span");
      option.id = `offer-${i}`; option.setAttribute("role", "option"); option.dataset.i = i;
      title.textContent = name; title.dir = "auto"; note.textContent = about ?? ""; note.className = "soft small";
      option.append(title, note);
      return option;
    }));
    if (!all.length) offers.textContent = "Nothing of that name.";
    mark();
  }
  function mark() {
    for (const option of offers.querySelectorAll("[role=option]")) option.setAttribute("aria-selected", Number(option.dataset.i) === at);
    const one = document.getElementById(`offer-${at}`);
    one ? wanted.setAttribute("aria-activedescendant", one.id) : wanted.removeAttribute("aria-activedescendant");
    one?.scrollIntoView({block: "nearest"});
  }
  const run = i => { const one = shown[i]; if (!one) return; dialog.close(); one[1](); };

  wanted.addEventListener("input", () => { at = 0; offer(); });
  wanted.addEventListener("keydown", event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && shown.length) { event.preventDefault(); at = (at + step + shown.length) % shown.length; mark(); }
    else if (event.key === "Enter") { event.preventDefault(); run(at); }
  });
  offers.addEventListener("click", event => { const option = event.target.closest("[role=option]"); if (option) run(Number(option.dataset.i)); });
  document.getElementById("find").addEventListener("click", open);
  return event => { if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); open(); } };
}
