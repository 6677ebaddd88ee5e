// Calls of the app, and what it says to a person.

export async function call(address, body, method = "POST") {
  const answer = await fetch(address, {method, headers: {"content-type": "application/json"}, body: JSON.stringify(body ?? {})})
    .catch(() => { throw new Error("carescore does not answer: was its window closed? Start it again."); });
  return read(answer);
}

export async function read(answer) {
  const text = await answer.text();
  let found = {};
  try { found = JSON.parse(text); } catch { found = {error: answer.ok ? "" : text}; }
  if (!answer.ok) throw new Error(found.error || "That did not work.");
  return found;
}

let fading = 0;
export function say(text, stay = false) {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(fading);
  if (!stay) fading = setTimeout(() => { said.textContent = ""; }, 6000);
}

// A question with buttons; the value of the one that was pressed, or null.
export function ask(title, body, answers) {
  const dialog = document.getElementById("question");
  document.getElementById("question-title").textContent = title;
  document.getElementById("question-body").replaceChildren(...body);
  document.getElementById("answers").replaceChildren(...answers.map(([value, text]) => {
    const button = document.createElement("button");
    button.value = value; button.textContent = text;
    return button;
  }));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise(done => { dialog.onclose = () => done(dialog.returnValue || null); });
}

export const attempt = work => async event => {
  document.body.classList.add("busy");
  try { return await work(event); } catch (error) { say(error.message, true); } finally { document.body.classList.remove("busy"); }
};
