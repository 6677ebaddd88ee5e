// Everything together: the drop zone of every page, the palette, and the keys.
import {ask, attempt, call, say} from "./ask.js";
import {catchDrops, chosen, makeDrop, send, take} from "./drop.js";
import {makeConversation} from "./conversation.js";
import {later} from "./keep.js";
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

document.addEventListener("click", attempt(async event => {
  const name = event.target.dataset?.forget;
  if (!name) return;
  const text = Object.assign(document.createElement("p"), {textContent: "Their conversations, scores and reviews are deleted from this library. It cannot be undone; copies of the file elsewhere are not touched."});
  if (await ask(`Forget ${name}?`, [text], [["", "Keep"], ["yes", `Forget ${name}`]]) !== "yes") return;
  later((await call("/api/forget", {name})).said);
  location.assign("/library");
}));

document.getElementById("remove")?.addEventListener("click", attempt(async event => {
  const {entry, title} = event.target.dataset, {seen} = document.getElementById("correct").elements;
  const text = Object.assign(document.createElement("p"), {textContent: "Its scores, reviews and what patients answered of it are deleted from this library. It cannot be undone; copies of the file elsewhere are not touched."});
  if (await ask(`Delete ${title}?`, [text], [["", "Keep"], ["yes", "Delete it"]]) !== "yes") return;
  await call(`/api/library/${entry}`, {seen: seen.value}, "DELETE");
  later("1 conversation deleted.");
  location.assign("/library");
}));

document.addEventListener("click", attempt(async event => {
  const ids = event.target.dataset?.rescore?.split(" ");
  if (!ids) return;
  const wrong = [];
  for (const [number, id] of ids.entries()) {
    say(`Scoring ${number + 1} of ${ids.length}…`, true);
    await call(`/api/library/${id}/rescore`, {}).catch(error => wrong.push(error.message));
  }
  if (ids.length > wrong.length) location.reload();
  else say(ids.length > 1 ? `None was scored again: ${wrong[0]}` : wrong[0]);
}));

const views = document.getElementById("views");
if (views && matchMedia("(max-width: 60rem)").matches) views.open = false;
const survey = document.getElementById("pick-survey");
document.getElementById("survey")?.addEventListener("click", () => survey.click());
survey?.addEventListener("change", attempt(async () => location.assign((await send(chosen(survey), {survey: true})).address)));

const answers = document.getElementById("answers-form");
answers?.addEventListener("submit", event => {
  event.preventDefault();
  attempt(async () => {
    say("Keeping the answers…", true);
    const given = Object.fromEntries(new FormData(answers));
    let found = await call("/api/surveys", given);
    if (found.ask) {
      say("");
      const text = Object.assign(document.createElement("p"), {textContent: found.ask});
      const answer = await ask("Corrections, or further answers?", [text], [["corrected", "Corrections: they take the place of what was kept"], ["further", "Further answers: keep both"], ["", "Cancel"]]);
      if (!answer) { say("Nothing was kept."); return; }
      found = await call("/api/surveys", {...given, corrected: answer === "corrected"});
    }
    later(found.said);
    location.assign("/library/surveys");
  })();
});
if (sessionStorage.getItem("later")) { say(sessionStorage.getItem("later")); sessionStorage.removeItem("later"); }

const frame = document.getElementById("page");
const kept = () => document.querySelector("[data-kept]")?.dataset.kept;
const inside = () => {
  frame.contentDocument.addEventListener("click", event => {
    const link = event.target.closest?.("a[href^='/library/']");
    if (link) { event.preventDefault(); location.assign(link.getAttribute("href")); }
  });
  frame.contentDocument.addEventListener("carescore-review", event => {
    if (!kept()) { say("The review is saved as a file. Once the conversation is in the library, its reviews are kept there."); return; }
    event.preventDefault();
    attempt(async () => { await call("/api/reviews", event.detail); say("The review is kept in the library."); })();
  });
  frame.contentWindow.addEventListener("keydown", palette);
  catchDrops(frame.contentDocument, open?.onFiles ?? take);
};
frame?.addEventListener("load", inside);
if (frame && location.hash) frame.src += location.hash;
if (frame?.contentDocument?.readyState === "complete" && frame.contentDocument.getElementById("main")) inside();
