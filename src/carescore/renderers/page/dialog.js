// The one dialog: questions with fields, or something to read.

export function makeDialog() {
  const dialog = document.getElementById("dialog"), fields = document.getElementById("fields"), keep = dialog.querySelector("[value=ok]"), close = dialog.querySelector("[value=cancel]");

  function open(title, shown, asks, then) {
    document.getElementById("dialog-title").textContent = title;
    fields.replaceChildren(...shown);
    keep.hidden = !asks; close.textContent = asks ? "Cancel" : "Close";
    dialog.returnValue = "cancel";
    dialog.onclose = () => { if (dialog.returnValue === "ok") then(); };
    dialog.showModal();
  }

  function ask(title, rows, then) {
    const inputs = {};
    open(title, rows.map(([name, words, kind, value, options]) => {
      const label = document.createElement("label"), input = document.createElement(kind === "number" ? "input" : kind);
      if (kind === "number") { input.type = "number"; input.min = 0; input.max = 100; input.required = true; }
      for (const [key, shown] of options ?? []) { const option = document.createElement("option"); option.value = key; option.textContent = shown; input.append(option); }
      input.value = value ?? ""; input.name = name; inputs[name] = input;
      label.append(words, input);
      return label;
    }), true, () => then(Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value.trim()]))));
  }

  function tell(title, rows) {
    const list = document.createElement("dl");
    for (const [key, meaning] of rows) {
      const term = document.createElement("dt"), words = document.createElement("dd");
      term.textContent = key; words.textContent = meaning; list.append(term, words);
    }
    open(title, [list], false);
  }
  return {ask, tell};
}
