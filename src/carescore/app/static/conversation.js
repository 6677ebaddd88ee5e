// A conversation that is open: who is staff, the setting, saving, and the report's page beside them.
import {attempt, call, say} from "./ask.js";
import {chosen, send, take} from "./drop.js";
import {correction, keep} from "./keep.js";

export function makeConversation() {
  const panel = () => document.getElementById("panel"), frame = document.getElementById("page"), side = document.getElementById("side");
  if (!frame) return null;
  if (side && matchMedia("(max-width: 60rem)").matches) side.open = false;
  if (!panel()) return {onFiles: take, commands: correction(side)};
  const id = panel().dataset.id;

  async function refresh(keep) {
    const typed = keep && document.getElementById("save") ? [...new FormData(document.getElementById("save"))] : [];
    const focused = document.activeElement?.id, scrolled = frame.contentWindow.scrollY;
    const answer = await fetch(`/conversations/${id}/panel`), text = await answer.text();
    panel().replaceWith(new DOMParser().parseFromString(text, "text/html").getElementById("panel"));
    for (const [name, value] of typed) {
      const field = document.getElementById("save")?.elements[name];
      if (field?.type === "checkbox") field.checked = true; else if (field) field.value = value;
    }
    if (focused) document.getElementById(focused)?.focus();
    await new Promise(done => { frame.addEventListener("load", done, {once: true}); frame.contentWindow.location.reload(); });
    frame.contentWindow.scrollTo(0, scrolled);
  }

  const change = attempt(async body => {
    say("Scoring again…", true);
    await call(`/api/conversations/${id}`, body);
    await refresh(true);
    say("Scored again.");
  });
  const undo = event => { const box = event.target; [...box.options].forEach(option => { option.selected = option.defaultSelected; }); };

  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-role],#swap,#attach");
    if (!button || !panel().contains(button)) return;
    if (button.id === "attach") document.getElementById("pick-recording").click();
    else if (button.id === "swap") change({swap: true});
    else change({speaker: button.dataset.speaker, role: button.dataset.role});
  });
  document.addEventListener("change", event => {
    const box = event.target;
    if (box.id === "pick-recording") attach(chosen(box));
    else if (box.dataset.choice) change({[box.dataset.choice]: box.value}).then(() => { if (box.isConnected) undo(event); });
    else if (box.dataset.speaker && box.value) change({speaker: box.dataset.speaker, role: box.value});
  });

  const attach = attempt(async files => { await send(files, {attach: id}); await refresh(true); say("The recording is there."); });

  const save = attempt(async form => {
    if (!await keep(`/api/conversations/${id}/save`, form)) return;
    await refresh(false);
    say("Saved.");
  });
  document.addEventListener("submit", event => { if (event.target.id === "save") { event.preventDefault(); save(event.target); } });

  return {
    onFiles: async files => {
      const recordings = files.length === 1 && /^(audio|video)\//.test(files[0].file.type);
      if (recordings) await attach(files); else await take(files);
    },
    commands: [
      ["Swap staff and patient", () => change({swap: true})],
      ["Save in the library", () => { side.open = true; document.getElementById("trainee")?.focus(); }],
      ["Export the page", () => document.getElementById("export").click()],
    ],
  };
}
