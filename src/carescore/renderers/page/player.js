// The recording: seeking with a lead-in, stopping at a moment's end, looping a stretch, and telling who speaks now.
import {wordsOf} from "./conversation.js";

const LEAD = 2, LINE = 140, SPEEDS = [.5, .75, 1, 1.25, 1.5, 1.75, 2];

export const clockOf = seconds => {
  const all = Math.max(0, Math.floor(seconds)), h = Math.floor(all / 3600), m = Math.floor(all / 60) % 60, s = String(all % 60).padStart(2, "0");
  return h ? `${h}:${String(m).padStart(2, "0")}:${s}` : `${m}:${s}`;
};

export function captionOf(text, share) {
  // of a long turn the words that are said about then: lines of whole words, as far along as the time is
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    if (lines.at(-1) && lines.at(-1).length + word.length > LINE) lines.push("");
    lines[lines.length - 1] += (lines.at(-1) && " ") + word;
  }
  const place = share * text.length;
  let seen = 0;
  return lines.find(line => (seen += line.length + 1) > place) ?? lines.at(-1);
}

export function makePlayer(data, onTurn) {
  const video = document.querySelector("#player video");
  if (!video) return null;
  const at = id => document.getElementById(id), offset = data.offset, idle = at("caption").textContent;
  let stop = null, loop = null, turn = -1, dragging = false;
  const here = () => (video.currentTime - offset) * 1000;
  const now = () => {
    const ms = here();
    let best = -1;
    data.turns.forEach(([start, end], i) => { if (start !== null && start <= ms && (best < 0 || end === null || ms < end || start >= data.turns[best][0])) best = i; });
    return best;
  };
  const along = i => {
    const [start, end] = data.turns[i], last = end ?? data.turns[i + 1]?.[0] ?? (video.duration - offset) * 1000;
    return Math.min(1, Math.max(0, (here() - start) / Math.max(1, last - start)));
  };
  const tick = () => {
    if (loop && (video.currentTime >= loop[1] || video.currentTime < loop[0] - LEAD - .5)) video.currentTime = loop[0];
    else if (stop !== null && video.currentTime >= stop) { video.pause(); stop = null; }
    at("clock").textContent = `${clockOf(video.currentTime)} / ${clockOf(video.duration || 0)}`;
    if (video.duration && !dragging) at("scrub").value = 1000 * video.currentTime / video.duration;
    const found = now();
    if (found !== turn) { turn = found; onTurn(turn, !video.paused); }
    at("caption").textContent = found < 0 ? idle : captionOf(wordsOf(document.getElementById(`turn-${found}`)), along(found));
  };
  const player = {
    video,
    play(ms, until = null, lead = LEAD) {
      loop = null; at("loop").hidden = true;
      video.currentTime = Math.max(0, ms / 1000 + offset - lead);
      stop = until === null ? null : Math.max(until / 1000 + offset, video.currentTime + .3);
      video.play().catch(() => {});
    },
    toggle() { stop = null; video.paused ? video.play().catch(() => {}) : video.pause(); },
    skip(seconds) { stop = null; video.currentTime = Math.max(0, video.currentTime + seconds); },
    faster(step) {
      const i = SPEEDS.indexOf(video.playbackRate), next = SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, (i < 0 ? 2 : i) + step))];
      video.preservesPitch = true; video.playbackRate = next; at("speed").textContent = `${next}×`;
    },
    loop(start, end) { loop = [Math.max(0, start / 1000 + offset), end / 1000 + offset]; stop = null; at("loop").hidden = false; video.currentTime = loop[0]; video.play().catch(() => {}); },
    unloop() { loop = null; at("loop").hidden = true; },
    get ms() { return here(); },
  };
  video.controls = false;  // these are the reader's without the script
  video.addEventListener("click", player.toggle);
  const box = document.getElementById("player");
  at("larger").addEventListener("click", () => at("larger").setAttribute("aria-pressed", box.classList.toggle("large")));
  video.addEventListener("timeupdate", tick);
  video.addEventListener("seeked", tick);
  video.addEventListener("play", () => { at("play").textContent = "Pause"; });
  video.addEventListener("pause", () => { at("play").textContent = "Play"; });
  video.addEventListener("error", () => { at("broken").hidden = false; });
  if (video.error) at("broken").hidden = false;
  video.addEventListener("loadedmetadata", () => {
    at("broken").hidden = true; tick();
    box.classList.toggle("sound", !video.videoWidth);
    at("dots").replaceChildren(...data.moments.filter(m => m.at !== null).map(m => {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      dot.setAttribute("x", Math.min(994, 1000 * (m.at / 1000 + offset) / video.duration)); dot.setAttribute("width", 6); dot.setAttribute("height", 10);
      dot.setAttribute("class", m.praise ? "dot good" : "dot");
      return dot;
    }));
  });
  at("scrub").addEventListener("input", event => { dragging = true; stop = null; video.currentTime = event.target.value / 1000 * (video.duration || 0); });
  at("scrub").addEventListener("change", () => { dragging = false; });
  at("play").addEventListener("click", player.toggle);
  at("slower").addEventListener("click", () => player.faster(-1));
  at("faster").addEventListener("click", () => player.faster(1));
  at("loop").addEventListener("click", player.unloop);
  at("pick").addEventListener("change", event => { if (event.target.files[0]) video.src = URL.createObjectURL(event.target.files[0]); });
  if (video.readyState > 0) video.dispatchEvent(new Event("loadedmetadata"));
  return player;
}
