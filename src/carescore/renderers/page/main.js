// Everything together: links that seek, and the keys.
import {makePlayer} from "./player.js";
import {makeConversation} from "./conversation.js";
import {makeExplain} from "./explain.js";
import {makeTimeline} from "./timeline.js";
import {makeDialog} from "./dialog.js";
import {makeReview} from "./review.js";

const data = JSON.parse(document.getElementById("data").textContent);
document.documentElement.classList.add("on");
const talk = makeConversation(data);
const player = makePlayer(data, (turn, playing) => talk.light(turn, playing));
makeTimeline(player);
const explain = makeExplain(data);
const dialog = makeDialog();
makeReview(data, dialog.ask);

document.addEventListener("click", event => {
  const chip = event.target.closest?.("[data-at]");
  if (!chip || !player || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  player.play(Number(chip.dataset.at), chip.dataset.stop ? Number(chip.dataset.stop) : null);
});

const swap = document.getElementById("swap");
swap?.addEventListener("click", () => {
  const other = document.getElementById("view-swapped"), main = document.getElementById("view-main");
  other.hidden = !other.hidden; main.hidden = !other.hidden;
  swap.setAttribute("aria-pressed", !other.hidden);
});

const turnBy = step => {
  const i = talk.turns.indexOf(document.activeElement.closest?.(".turn") ?? talk.lit), next = talk.turns[Math.min(talk.turns.length - 1, Math.max(0, i + step))];
  next?.querySelector(".chip").focus(); talk.show(next);
};
const momentBy = step => {
  const at = player ? player.ms + (step > 0 ? 2100 : -100) : 0, all = data.moments.filter(one => one.at !== null).sort((a, b) => a.at - b.at);
  const next = step > 0 ? all.find(one => one.at > at) : all.filter(one => one.at < at).at(-1);
  if (next && player) player.play(next.at, next.stop);
};
const ofPlayer = [["Space, K", "play or pause"], ["J, L", "10 seconds back, forth"], ["←, →", "5 seconds back, forth"], ["[, ]", "slower, faster"], ["N, P", "next, previous moment"]];
const help = () => dialog.tell("Keys", [...player ? ofPlayer : [], ["↑, ↓", "turn before, after"], ["/", "search"], ["?", "these keys"]]);
const keys = {
  " ": () => player?.toggle(), k: () => player?.toggle(), j: () => player?.skip(-10), l: () => player?.skip(10),
  ArrowLeft: () => player?.skip(-5), ArrowRight: () => player?.skip(5), "[": () => player?.faster(-1), "]": () => player?.faster(1),
  n: () => momentBy(1), p: () => momentBy(-1), ArrowDown: () => turnBy(1), ArrowUp: () => turnBy(-1), "/": () => talk.search.focus(), "?": help,
};
addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && explain.close()) return;
  if (event.key === "Escape" && event.target === talk.search) { talk.clear(); return; }
  if (event.target.closest?.("input,textarea,select,[contenteditable],video")) return;
  if (event.key === " " && event.target.closest?.("button,summary,a")) return;
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act && (player || "/?ArrowUpArrowDown".includes(event.key))) { event.preventDefault(); act(); }
});

function follow() {
  const linked = /^#t=([\d.]+)(?:,([\d.]+))?$/.exec(location.hash);
  if (!linked) return;
  const ms = Number(linked[1]) * 1000, i = data.turns.findLastIndex(([start]) => start !== null && start <= ms + 50);
  talk.light(i, false); talk.show(talk.turns[i]);
  if (player) player.video.currentTime = Math.max(0, ms / 1000 + data.offset);
}
follow();
addEventListener("hashchange", follow);
addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details:not(.noprint)")) one.open = true; });
