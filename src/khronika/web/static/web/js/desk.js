// The review page: jump from field to words, set fields from selected words, decide by keys, the next card at once.

import { announce, letterOf } from "./frame.js";

const main = document.getElementById("main");
const announcer = document.getElementById("announcer");
let prefetched = null; // { key, address, html }: the next card, ready before it is asked for
let lastDecided = null; // { kind, key, address }: where an undo on a fresh card goes back to
let tieFrom = null; // { start, end, words }: where a tie begins
const cameFrom = []; // addresses of the cards before this one

const desk = () => main.querySelector("[data-desk]");
const reportOf = () => main.querySelector("[data-report]");

// ——— One card after another ———

function lay(html, address, { keepScroll = false } = {}) {
  const scroll = keepScroll ? reportOf()?.scrollTop : null;
  const fragment = new DOMParser().parseFromString(html, "text/html");
  main.replaceChildren(...fragment.body.childNodes);
  window.htmx?.process(main);
  if (address && address !== location.pathname + location.search) history.pushState({}, "", address);
  const title = main.querySelector("#card-title");
  document.title = `${title.textContent} · Khronika`;
  if (scroll === null) showPassage();
  else reportOf().scrollTop = scroll;
  title.focus({ preventScroll: true });
  announcer.textContent = [desk().dataset.told, title.textContent].filter(Boolean).join(" ");
  if (desk().dataset.told) announce(desk().dataset.told);
  for (const button of main.querySelectorAll("[data-undo-before]")) button.hidden = lastDecided === null;
  performance.mark("khronika-card", { detail: desk().dataset.keyOfCard });
  prefetch();
}

async function get(address) {
  const response = await fetch(address, { headers: { "X-Desk": "1" } });
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

function prefetch() {
  const { next, nextKey } = desk().dataset;
  if (!next || prefetched?.key === nextKey) return;
  prefetched = { key: nextKey, address: next, html: get(next).catch(() => null) };
}

async function go(address, { remember = true } = {}) {
  if (remember) cameFrom.push(location.pathname + location.search);
  const ready = prefetched?.address === address ? await prefetched.html : null;
  prefetched = null;
  const html = ready ?? (await get(address).catch(() => null));
  if (html === null) location.assign(address);
  else lay(html, address);
}

async function send(form, submitter) {
  const goesOn = form.hasAttribute("data-goes-on");
  const here = { address: location.pathname + location.search, key: desk().dataset.keyOfCard };
  const data = new FormData(form, submitter);
  if (goesOn && prefetched) data.set("prefetched", prefetched.key);
  const response = await fetch(form.action, { method: "POST", body: data, headers: { "X-Desk": "1" } }).catch(() => null);
  if (response === null || response.status >= 500 || response.status === 403 || response.status === 404) {
    announce(document.getElementById("messages").dataset.failed, "error");
    return;
  }
  form.closest("dialog")?.close();
  const leave = response.headers.get("X-Desk-Leave");
  if (leave) {
    location.assign(leave);
    return;
  }
  if (goesOn && response.ok) {
    lastDecided = here;
    cameFrom.push(here.address);
  }
  if (response.status === 204) {
    const ready = prefetched && (await prefetched.html);
    const address = response.headers.get("X-Desk-Address");
    prefetched = null;
    lay(ready ?? (await get(address)), address);
    return;
  }
  const html = await response.text();
  if (form.hasAttribute("data-field-form") && response.status === 422) {
    form.outerHTML = html;
    main.querySelector("[data-field-form] [role=alert]")?.focus();
    focusFirst(main.querySelector("[data-field-form]"));
    return;
  }
  const address = response.headers.get("X-Desk-Address");
  lay(html, address, { keepScroll: address?.split("?")[0] === here.address.split("?")[0] });
}

main.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-desk-form]")) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  send(form, event.submitter).finally(() => delete form.dataset.sending);
});

window.addEventListener("popstate", () => go(location.pathname + location.search, { remember: false }));

// ——— From a field to its words ———

function showPassage() {
  const report = reportOf();
  const mark = report?.querySelector("mark.trigger") ?? report?.querySelector(".in-passage");
  mark?.scrollIntoView({ block: "center", behavior: "instant" });
}

function choose(item) {
  for (const other of main.querySelectorAll(".field.is-active")) other.classList.remove("is-active");
  item?.classList.add("is-active");
}

function jump(button) {
  choose(button.closest(".field"));
  for (const lit of main.querySelectorAll("mark.is-lit")) lit.classList.remove("is-lit");
  const marks = [...main.querySelectorAll("mark[data-fields]")].filter((mark) => mark.dataset.fields.split(" ").includes(button.dataset.jump));
  for (const mark of marks) mark.classList.add("is-lit");
  marks[0]?.scrollIntoView({ block: "nearest" });
}

main.addEventListener("focusin", (event) => {
  const button = event.target.closest(".field-jump");
  if (button) jump(button);
});

main.addEventListener("click", (event) => {
  const button = event.target.closest("[data-jump]");
  if (button) jump(button);
  const mark = event.target.closest("mark[data-fields]");
  if (mark && getSelection().isCollapsed) {
    const field = mark.dataset.fields.split(" ")[0];
    main.querySelector(`[data-jump="${CSS.escape(field)}"]`)?.focus();
  }
  const link = event.target.closest("a[data-edit], a[data-step], a[data-cancel], .beside-mark, .beside a");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    if (link.matches("[data-edit]")) edit(link);
    else if (link.matches("[data-cancel]")) cancelEdit(link.closest("form"));
    else if (link.matches("[rel=prev]") && cameFrom.length) go(cameFrom.pop(), { remember: false });
    else go(link.getAttribute("href"));
  }
  if (event.target.closest("[data-undo-before]")) undoBefore();
});

function moveField(step) {
  const buttons = [...main.querySelectorAll(".field-jump")];
  const at = buttons.findIndex((button) => button.closest(".field").classList.contains("is-active"));
  buttons[Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
}

// ——— Correct a field in its place ———

function focusFirst(form) {
  const field = form?.querySelector("select, input:not([type=hidden]):not([type=radio]), input[type=radio]:checked, input[type=radio]");
  field?.focus();
  if (field?.select && field.type !== "radio" && field.type !== "checkbox") field.select();
}

async function edit(link) {
  const item = link.closest(".field");
  main.querySelector("[data-field-form]")?.remove();
  const html = await get(link.href).catch(() => null);
  if (html === null) {
    location.assign(link.href);
    return;
  }
  choose(item);
  item.insertAdjacentHTML("beforeend", html);
  window.htmx?.process(item);
  focusFirst(item.querySelector("[data-field-form]"));
}

function cancelEdit(form) {
  const item = form.closest(".field");
  form.remove();
  item?.querySelector(".field-jump")?.focus();
}

// ——— Undo ———

async function undoBefore() {
  if (lastDecided === null) return;
  const { address } = lastDecided;
  lastDecided = null;
  await go(address, { remember: false });
  main.querySelector('[data-key="u"]:not([data-undo-before])')?.click();
}

// ——— Select words, set a field ———

function codePoints(text) {
  let number = 0;
  for (const _ of text) number += 1;
  return number;
}

function offsetOf(node, offset) {
  const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + codePoints(before.toString());
}

function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount || !reportOf()?.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  const words = selection.toString();
  // A selection to the end of a line may reach into the start of the next.
  if (start === null || !words.trim()) return null;
  if (end === null) end = start + codePoints(words);
  return { start, end, words: words.trim(), box: range.getBoundingClientRect() };
}

const menu = () => main.querySelector("#select-menu");

function openMenu() {
  const what = selected();
  const box = menu();
  if (!what || !box) return;
  box.querySelector("[data-menu-words]").textContent = `“${what.words}”`;
  const active = main.querySelector(".field.is-active");
  const again = box.querySelector("[data-set-active]");
  const field = active?.dataset.field ?? "";
  const settable = field.startsWith("argument:") || [...box.querySelectorAll("[data-letter]")].some((one) => one.dataset.set === field);
  again.hidden = !settable;
  if (settable) {
    again.dataset.set = field;
    again.querySelector("span").textContent = active.querySelector(".field-label").textContent.trim();
  }
  box.dataset.start = what.start;
  box.dataset.end = what.end;
  box.hidden = false;
  const { innerWidth, innerHeight } = window;
  box.style.left = `${Math.max(8, Math.min(what.box.left, innerWidth - box.offsetWidth - 8))}px`;
  const below = what.box.bottom + 8;
  box.style.top = `${below + box.offsetHeight > innerHeight ? Math.max(8, what.box.top - box.offsetHeight - 8) : below}px`;
}

function closeMenu() {
  if (menu()) menu().hidden = true;
}

function setFrom(field) {
  const form = main.querySelector("#select-form");
  const { start, end } = menu().dataset;
  form.elements.field.value = field;
  form.elements.start.value = start;
  form.elements.end.value = end;
  closeMenu();
  getSelection().removeAllRanges();
  form.requestSubmit();
}

function openAdd() {
  const dialog = main.querySelector("#add-dialog");
  const what = selected();
  dialog.querySelector("[data-selected-words]").textContent = what ? `“${what.words}”` : "";
  dialog.querySelector("[data-words-typed]").hidden = Boolean(what);
  for (const form of dialog.querySelectorAll("[data-add]")) {
    form.elements.start.value = what ? what.start : "";
    form.elements.end.value = what ? what.end : "";
  }
  const tie = dialog.querySelector("[data-add-tie]");
  tie.querySelector("[data-add-tie-button]").disabled = tieFrom === null;
  if (tieFrom !== null) {
    tie.elements.from_start.value = tieFrom.start;
    tie.elements.from_end.value = tieFrom.end;
    tie.querySelector("[data-tie-from]").textContent = `“${tieFrom.words}” → ${what ? `“${what.words}”` : "…"}`;
  }
  closeMenu();
  if (!dialog.open) dialog.showModal();
}

main.addEventListener("click", (event) => {
  const item = event.target.closest("#select-menu [role=menuitem]");
  if (!item) return;
  if (item.hasAttribute("data-add-here")) openAdd();
  else if (item.hasAttribute("data-tie-here")) {
    const what = selected();
    if (what) tieFrom = what;
    announce(`“${tieFrom.words}” → …`);
    closeMenu();
  } else setFrom(item.dataset.set);
});

main.addEventListener("click", (event) => {
  if (event.target.closest('[data-opens="add-dialog"]')) openAdd();
});

main.addEventListener("input", (event) => {
  if (!event.target.matches("[data-words-source]")) return;
  for (const copy of main.querySelectorAll("[data-words-copy]")) copy.value = event.target.value;
});

document.addEventListener("mouseup", (event) => {
  if (event.target.closest?.("#select-menu")) return;
  setTimeout(() => (selected() ? openMenu() : closeMenu()), 0);
});

// ——— Select words by keys ———

function startSelecting() {
  const report = reportOf();
  const mark = report.querySelector("mark.is-lit, mark.trigger") ?? report.querySelector("p[data-start]");
  const range = document.createRange();
  range.selectNodeContents(mark);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  report.focus({ preventScroll: true });
}

function moveSelection(event) {
  const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
  const unit = event.key === "ArrowLeft" || event.key === "ArrowRight" ? "word" : "line";
  const selection = getSelection();
  if (event.shiftKey) {
    selection.modify("extend", forward ? "forward" : "backward", unit);
    return;
  }
  if (forward) selection.collapseToEnd();
  else selection.collapseToStart();
  selection.modify("move", forward ? "forward" : "backward", unit);
  if (unit === "word" && !forward) selection.modify("extend", "forward", "word");
  else selection.modify("extend", forward ? "forward" : "backward", "word");
}

// ——— Keys ———

function inMenu(event) {
  const letter = letterOf(event);
  if (letter === "Escape") closeMenu();
  else if (letter === "Enter" && document.activeElement?.getAttribute("role") !== "menuitem") {
    const again = menu().querySelector("[data-set-active]");
    if (again.hidden) menu().querySelector("[data-letter]").focus();
    else again.click();
  } else if (letter === "ArrowDown" || letter === "ArrowUp") {
    const items = [...menu().querySelectorAll("[role=menuitem]:not([hidden])")];
    const at = items.indexOf(document.activeElement);
    items[(at + (letter === "ArrowDown" ? 1 : items.length - 1)) % items.length].focus();
  } else {
    const item = menu().querySelector(`[data-letter="${CSS.escape(letter)}"]`);
    if (!item) return false;
    item.click();
  }
  return true;
}

function onDesk(event, letter) {
  const active = main.querySelector(".field.is-active");
  const inReport = document.activeElement === reportOf();
  if (inReport && !getSelection().isCollapsed && letter.startsWith("Arrow")) moveSelection(event);
  else if (inReport && letter === "Enter" && selected()) openMenu();
  else if (letter === "ArrowDown" && !inReport) moveField(1);
  else if (letter === "ArrowUp" && !inReport) moveField(-1);
  else if (letter === "e") (active ?? main.querySelector(".field"))?.querySelector("[data-edit]")?.click();
  else if (letter === "Delete" || letter === "x") active?.querySelector("[data-strike]")?.click();
  else if (letter === "v" || letter === "w") startSelecting();
  else if (letter === "Escape" && inReport) getSelection().removeAllRanges();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const dialog = document.querySelector("dialog[open]");
  if (dialog) {
    const digit = dialog.querySelector(`[data-digit="${CSS.escape(event.key)}"]`);
    if (digit) digit.click();
    return;
  }
  const form = event.target.closest?.("[data-field-form]");
  if (form) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopImmediatePropagation();
      cancelEdit(form);
    }
    if (!/^(radio|checkbox)$/.test(event.target.type)) return;
  }
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const isDone = menu() && !menu().hidden ? inMenu(event) : onDesk(event, letterOf(event));
  if (isDone) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

main.addEventListener("toggle", async (event) => {
  const details = event.target;
  if (!details.dataset?.history || !details.open || details.dataset.loaded) return;
  details.dataset.loaded = "1";
  const response = await fetch(details.dataset.history, { headers: { "HX-Request": "true" } });
  if (response.ok) details.querySelector("[data-history-body]").innerHTML = await response.text();
  details.scrollIntoView({ block: "nearest" });
}, true);

showPassage();
prefetch();
