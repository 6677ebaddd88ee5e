// Everything together: the drop zone of every page, the palette, and the keys.
import {ask, attempt, call, say} from "./ask.js";
import {catchDrops, makeDrop, take} from "./drop.js";
import {makeConversation} from "./conversation.js";
import {makePalette} from "./palette.js";

document.documentElement.classList.add("on");
makeDrop();
const open = makeConversation();
const go = address => () => location.assign(address);
const tutorial = attempt(async () => { say("Opening…", true); location.assign(`/conversations/${(await call("/api/tutorial")).id}`); });
const leave = attempt(async () => {
  if (await ask("End carescore?", [Object.assign(document.createElement("p"), {textContent: "What is open and not saved is gone."})], [["yes", "End carescore"], ["", "Stay"]]) !== "yes") return;
  await call("/api/leave");
  document.getElementById("main").replaceChildren(Object.assign(document.createElement("h1"), {textContent: "carescore has ended. You may close this page."}));
});
const palette = makePalette([
  ["Score: drop or choose files", go("/")], ["Conversation: the one opened last", go("/conversation")], ["Library", go("/library")],
  ...(open?.commands ?? []), ["Open the tutorial", tutorial], ["End carescore", leave],
]);

document.getElementById("tutorial")?.addEventListener("click", tutorial);
document.addEventListener("click", event => {
  const id = event.target.dataset?.close;
  if (id) attempt(async () => { await call(`/api/conversations/${id}`, {}, "DELETE"); location.reload(); })();
});
addEventListener("keydown", palette);
catchDrops(document, open?.onFiles ?? take);

const frame = document.getElementById("page");
const inside = () => {
  frame.contentWindow.addEventListener("keydown", palette);
  catchDrops(frame.contentDocument, open?.onFiles ?? take);
};
frame?.addEventListener("load", inside);
if (frame?.contentDocument?.readyState === "complete" && frame.contentDocument.getElementById("main")) inside();
