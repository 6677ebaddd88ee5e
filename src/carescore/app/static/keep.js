// What is known of a conversation into the library: a name that is there already is asked about first.
import {ask, attempt, call} from "./ask.js";

export async function keep(address, form, extra = {}) {
  const given = Object.fromEntries(new FormData(form)), answer = await call(address, {...given, ...extra});
  return answer.ask ? same(given.trainee.trim(), answer.ask, more => keep(address, form, more)) : answer;
}

// The answer of again, or null where nothing is to be done.
async function same(name, people, again) {
  const text = document.createElement("p"), label = document.createElement("label"), input = document.createElement("input");
  text.textContent = `In the library: ${people.map(one => `${one.name} (${one.count} ${one.count === 1 ? "conversation" : "conversations"})`).join(", ")}.`;
  input.maxLength = 100; label.append("If it is another person: what tells them apart, such as a team or a number ", input);
  const answer = await ask(`Is this the same ${name}?`, [text, label], [["same", `Yes, the same ${name}`], ["other", "No, another person"], ["", "Cancel"]]);
  if (!answer) return null;
  if (answer === "same") return again({same: true});
  if (input.value.trim()) return again({apart: input.value.trim()});
  throw new Error("Say what tells the two apart, such as a team or a number.");
}

// The form of a kept conversation; its commands.
export function correction(side) {
  const form = document.getElementById("correct");
  if (!form) return [];
  form.addEventListener("submit", event => {
    event.preventDefault();
    attempt(async () => {
      if (!await keep(`/api/library/${form.dataset.entry}`, form)) return;
      later("Corrected.");
      location.reload();
    })();
  });
  const open = () => { side.open = document.getElementById("correction").open = true; form.elements.trainee.focus(); };
  return [["Correct what is known of this conversation", open], ["Delete this conversation…", () => document.getElementById("remove").click()]];
}

// Said on the page that comes next.
export const later = text => sessionStorage.setItem("later", text);
