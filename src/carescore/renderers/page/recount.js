// Figures, skills and the overall mean again without some findings: the sums of carescore.skills.recount.

export function round(value, digits) {
  // as Python rounds: to the nearest, exact halves to the even digit
  const half = value * 2 ** digits, ten = 10 ** digits;
  if (Number.isInteger(half * 2) && !Number.isInteger(half)) {
    const low = Math.floor(value * ten);
    return (low % 2 === 0 ? low : low + 1) / ten;
  }
  return Number(value.toFixed(digits));
}

export function whole(value) {
  // as Python shows it without digits
  return Math.abs(value % 1) === .5 ? 2 * Math.round(value / 2) : Math.round(value);
}

export function points(curve, value) {
  if (value < curve[0][0]) return curve[0][1];
  for (let i = 0; i + 1 < curve.length; i++) {
    const [x0, y0] = curve[i], [x1, y1] = curve[i + 1];
    if (value < x1) return (y1 - y0) / (x1 - x0) * (value - x0) + y0;
  }
  return curve.at(-1)[1];
}

function figure(one, gone) {
  const level = "value" in one;
  let count, per = one.per;
  if (one.needs?.every(i => gone.has(i))) return {value: null, per: 0};
  if (one.worth) count = most(one, gone);
  else if (one.slots) count = filled(one, gone);
  else {
    count = level ? one.value : one.count;
    for (const i of gone) { count -= one.c[i]; per -= one.p[i]; }
  }
  if (level) return {value: count, per: null};
  return {value: per ? count / per * one.scale : null, per};
}

function most(one, gone) {
  let best = 0, last = null, together = new Set();
  one.turns.forEach((turn, i) => {
    if (gone.has(i) || !one.worth[i] && !one.joined[i]) return;
    if (last !== null && one.apart !== null && turn - last > one.apart) together = new Set();
    last = turn;
    if (one.joined[i]) together.add(one.joined[i]);
    best = Math.max(best, one.worth[i], together.size ? 1 + together.size : 0);
  });
  return best;
}

function filled(one, gone) {
  const left = new Map();
  one.slots.forEach((slot, i) => { if (slot && !gone.has(i)) left.set(slot, (left.get(slot) ?? 0) + 1); });
  let worth = 0;
  for (const [slot, n] of left) worth += one.against.includes(slot) ? -1 : one.steps[Math.min(n, one.steps.length - 1)];
  return Math.max(0, worth);
}

function figures(data, measure, gone) {
  const all = data.scores[measure].figures, found = {};
  for (const name in all) found[name] = figure(all[name], gone);
  const overall = found[""];
  if (overall && (overall.value === null || overall.per !== null && overall.per < all[""].fewest)) {
    for (const name in found) if (name === "" || name === "staff" || name === "patient" || data.emptied.includes(measure)) found[name] = {value: null, per: 0};
    if (data.emptied.includes(measure)) found["*"] = {value: null, per: 0};
  }
  return found;
}

export function recompute(data, gone) {
  // gone: measure → set of places; the skills with their parts, each {name, value, points, weight}
  const again = {}, skills = {};
  for (const measure in gone) if (gone[measure].size && data.scores[measure]) again[measure] = figures(data, measure, gone[measure]);
  for (const name in data.skills) if (name !== "overall") skills[name] = skill(data.skills[name], again, data.minimum);
  if (data.skills.overall) skills.overall = overall(data, skills);
  return skills;
}

function skill(old, again, minimum) {
  const parts = [];
  let changed = false;
  for (const [name, value, got, weight, curve, least] of old.parts) {
    const [measure, figureName = ""] = name.split(".");
    const now = again[measure] && (again[measure][figureName] ?? again[measure]["*"]);
    if (!now || value === null || !curve.length) { parts.push({name, value, points: got, weight}); continue; }
    if (now.value === null || now.per !== null && now.per < least) { changed = true; continue; }
    const rounded = round(now.value, 4);
    if (rounded === value) { parts.push({name, value, points: got, weight}); continue; }
    changed = true;
    parts.push({name, value: rounded, points: round(points(curve, now.value), 1), weight});
  }
  if (!changed || old.value === null) return {value: old.value, parts, changed};
  const known = parts.filter(part => part.points !== null);
  const sum = list => list.reduce((total, part) => total + part.weight, 0);
  const weight = sum(known);
  if (!known.length || weight < minimum * sum(parts) || weight < old.least) return {value: null, parts, changed};
  return {value: round(known.reduce((total, part) => total + part.points * part.weight, 0) / weight, 1), parts, changed};
}

function overall(data, skills) {
  const all = Object.values(skills);
  if (!all.some(one => one.changed)) return {value: data.skills.overall.value, parts: [], changed: false};
  return {value: mean(data, all.map(one => one.value)), parts: [], changed: true};
}

export function mean(data, values) {
  // the overall figure of the skills' values, null where too few are known
  const known = values.filter(value => value !== null);
  return known.length < data.fewest_skills ? null : round(known.reduce((total, value) => total + value, 0) / known.length, 1);
}
