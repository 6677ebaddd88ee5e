// The timeline: a click seeks, a drag loops a stretch; on a touch screen a drag scrolls, and one that begins with a hold loops.
const HOLD_MS = 300, SLOP = 8;

export function makeTimeline(player) {
  const svg = document.querySelector("svg.timeline");
  if (!svg || !player) return;
  const row = Number(svg.dataset.rowMs), height = Number(svg.dataset.rowHeight), label = Number(svg.dataset.label), width = Number(svg.dataset.width);
  const place = event => {
    const box = svg.getBoundingClientRect(), scale = width / box.width, x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    const inside = Math.min(1, Math.max(0, (x - label) / (width - label - 4)));
    return {x: Math.max(label, x), row: Math.floor(y / height), ms: (Math.floor(y / height) + inside) * row};
  };
  let from = null, brush = null, held = true, hold = 0, down = null;
  const drop = () => { clearTimeout(hold); brush?.remove(); from = brush = null; };
  svg.addEventListener("pointerdown", event => {
    if (event.button) return;
    drop(); from = place(event); down = event; held = event.pointerType !== "touch";
    if (held) event.preventDefault();
    else hold = setTimeout(() => { held = true; draw(down); }, HOLD_MS);
  });
  svg.addEventListener("touchmove", event => { if (from && held) event.preventDefault(); }, {passive: false});
  svg.addEventListener("contextmenu", event => { if (from) event.preventDefault(); });
  addEventListener("pointercancel", drop);
  addEventListener("pointermove", event => {
    if (!from) return;
    if (held) draw(event);
    else if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > SLOP) drop();
  });
  function draw(event) {
    const to = place(event);
    if (!brush) { brush = document.createElementNS("http://www.w3.org/2000/svg", "rect"); brush.setAttribute("class", "brush"); svg.append(brush); }
    brush.setAttribute("x", Math.min(from.x, to.x)); brush.setAttribute("width", Math.max(1, Math.abs(to.x - from.x)));
    brush.setAttribute("y", from.row * height); brush.setAttribute("height", height - 24);
  }
  addEventListener("pointerup", event => {
    if (!from) return;
    const to = place(event), [start, end] = [from.ms, from.row === to.row ? to.ms : from.ms].sort((a, b) => a - b);
    const far = held && Math.abs(to.x - from.x) > SLOP;
    clearTimeout(hold);
    if (!far) brush?.remove();
    from = null;
    if (far) { document.querySelectorAll(".brush").forEach(one => one !== brush && one.remove()); player.loop(start, end); }
    else player.play(start);
    brush = null;
  });
  svg.addEventListener("click", event => event.preventDefault());
}
