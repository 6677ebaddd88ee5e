// Files and folders that are dropped or chosen, sent one by one to this machine's carescore.
import {attempt, call, read, say} from "./ask.js";

async function inside(entry, folder) {
  if (entry.isFile) return [{name: folder + entry.name, file: await new Promise((done, wrong) => entry.file(done, wrong))}];
  const reader = entry.createReader(), found = [];
  for (;;) {
    const some = await new Promise((done, wrong) => reader.readEntries(done, wrong));
    if (!some.length) break;
    for (const one of some) found.push(...await inside(one, `${folder}${entry.name}/`));
  }
  return found;
}

export async function dropped(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map(file => ({name: file.name, file}));
  return (await Promise.all(entries.map(entry => inside(entry, "")))).flat();
}

export const chosen = input => [...input.files].map(file => ({name: file.webkitRelativePath || file.name, file}));

const unhidden = ({name}) => !name.split("/").some(part => part.startsWith("."));

export async function send(all, how = {}) {
  const files = all.filter(unhidden);
  const {drop} = await call("/api/drops", {files: files.map(({name, file}) => ({name, size: file.size}))});
  for (const [number, {name, file}] of files.entries()) {
    say(`${number + 1} of ${files.length}: ${name}`, true);
    const sent = await fetch(`/api/drops/${drop}/${number}`, {method: "PUT", body: file}).catch(() => { throw new Error(`${name}: it could not be read; drop it again.`); });
    await read(sent);
  }
  say("Reading…", true);
  return call(`/api/drops/${drop}`, how);
}

export async function take(files) {
  const {conversations, failed} = await send(files);
  if (conversations.length === 1 && !failed.length) { say("Scoring…", true); location.assign(`/conversations/${conversations[0].id}`); return; }
  const wrong = [...failed];
  for (const [number, {id, title}] of conversations.entries()) {
    say(`Scoring ${number + 1} of ${conversations.length}: ${title}`, true);
    await call(`/api/conversations/${id}`, {}).catch(error => wrong.push(`${title}: ${error.message}`));
  }
  sessionStorage.setItem("problems", JSON.stringify(wrong));
  location.assign("/");
}

export function makeDrop() {
  const files = document.getElementById("pick-files"), folder = document.getElementById("pick-folder");
  for (const input of [files, folder]) input?.addEventListener("change", attempt(async () => { await take(chosen(input)); input.value = ""; }));
  document.getElementById("files")?.addEventListener("click", () => files.click());
  document.getElementById("folder")?.addEventListener("click", () => folder.click());
  const problems = document.getElementById("problems");
  if (problems) {
    problems.append(...JSON.parse(sessionStorage.getItem("problems") ?? "[]").map(text => Object.assign(document.createElement("p"), {textContent: text})));
    sessionStorage.removeItem("problems");
  }
}

export function catchDrops(target, onFiles) {
  target.addEventListener("dragover", event => { event.preventDefault(); document.body.classList.add("over"); });
  target.addEventListener("dragleave", () => document.body.classList.remove("over"));
  target.addEventListener("drop", event => {
    event.preventDefault();
    document.body.classList.remove("over");
    const files = dropped(event.dataTransfer);
    attempt(async () => onFiles(await files))();
  });
}
