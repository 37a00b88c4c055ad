// The frame of every page: keys, the list of keys, menus that close, messages that go.

const SINGLE_KEYS = "khronika-single-keys";
const keysDialog = document.getElementById("keys");
let waitingForSecond = false;

function singleKeysAct() {
  return localStorage.getItem(SINGLE_KEYS) !== "off";
}

// The letter on the key, whatever the layout: with a Russian layout the key A gives "ф" but stays KeyA.
export function letterOf(event) {
  if (event.key.length === 1 && event.key.charCodeAt(0) > 127 && /^Key[A-Z]$/.test(event.code)) {
    const letter = event.code.slice(3);
    return event.shiftKey ? letter : letter.toLowerCase();
  }
  return event.key;
}

function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !/^(checkbox|radio|button|submit)$/.test(target.type ?? "");
}

function isShown(element) {
  return !element.disabled && element.getClientRects().length > 0;
}

function findByKey(letter) {
  return [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === letter && isShown(element));
}

function act(element) {
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && element.type !== "checkbox") element.focus();
  else element.click();
}

function listKeys() {
  const list = keysDialog.querySelector("[data-keys-of-page]");
  const rows = [...document.querySelectorAll("[data-key-label]")].map((element) => {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    for (const part of (element.dataset.keyShown ?? element.dataset.key).split(" ")) {
      const key = document.createElement("kbd");
      key.textContent = part;
      term.append(key, " ");
    }
    const text = document.createElement("dd");
    text.textContent = element.dataset.keyLabel;
    row.append(term, text);
    return [element.dataset.keyShown ?? element.dataset.key, row];
  });
  list.replaceChildren(...new Map(rows).values());
}

function showKeys() {
  listKeys();
  keysDialog.querySelector("[data-single-keys]").checked = singleKeysAct();
  keysDialog.showModal();
}

function focusFirstFilter() {
  const field = document.querySelector("[data-search], .facets input:not([type=hidden]), .facets select");
  field?.focus();
  return Boolean(field);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape" && isWriting(event.target)) {
    event.target.blur();
    return;
  }
  if (isWriting(event.target) || document.querySelector("dialog[open]")) return;
  const letter = letterOf(event);
  if (letter === "?" && keysDialog) {
    event.preventDefault();
    showKeys();
    return;
  }
  if (!singleKeysAct()) return;
  if (waitingForSecond) {
    waitingForSecond = false;
    const link = document.querySelector(`[data-go="${CSS.escape(letter)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
  }
  if (letter === "g") {
    waitingForSecond = true;
    setTimeout(() => { waitingForSecond = false; }, 1500);
    return;
  }
  if (letter === "/" && focusFirstFilter()) {
    event.preventDefault();
    return;
  }
  const element = findByKey(letter);
  if (element) {
    event.preventDefault();
    act(element);
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    if (opener.dataset.opens === "keys") showKeys();
    else document.getElementById(opener.dataset.opens)?.showModal();
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

keysDialog?.querySelector("[data-single-keys]").addEventListener("change", (event) => {
  localStorage.setItem(SINGLE_KEYS, event.target.checked ? "on" : "off");
});

// A filter acts when it is chosen; without scripts its form has a button.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});
for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;

// Good news goes by itself; what went wrong stays until the next page.
export function announce(text, kind = "success") {
  const box = document.getElementById("messages");
  const line = document.createElement("p");
  line.className = `message ${kind}`;
  line.textContent = text;
  box.replaceChildren(line);
  if (kind === "success") setTimeout(() => line.remove(), 4000);
}
for (const line of document.querySelectorAll(".message.success")) setTimeout(() => line.remove(), 5000);

document.body.addEventListener("htmx:responseError", () => announce(document.getElementById("messages").dataset.failed, "error"));
document.body.addEventListener("htmx:sendError", () => announce(document.getElementById("messages").dataset.failed, "error"));
