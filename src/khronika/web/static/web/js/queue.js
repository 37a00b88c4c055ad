// The queue: down and up by keys, marking rows.

import { letterOf } from "./frame.js";

const rows = [...document.querySelectorAll("[data-row]")];
const marks = [...document.querySelectorAll("[data-mark]")];
const all = document.querySelector("[data-marks-all]");
const marked = document.querySelector("[data-marked]");

function count() {
  const number = marks.filter((mark) => mark.checked).length;
  if (marked) marked.textContent = number ? `(${number})` : "";
  if (all) {
    all.checked = number === marks.length && number > 0;
    all.indeterminate = number > 0 && number < marks.length;
  }
}

function move(step) {
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || /^(INPUT|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox") return;
  const letter = letterOf(event);
  if (letter === "j" || letter === "ArrowDown") move(1);
  else if (letter === "k" || letter === "ArrowUp") move(-1);
  else if (letter === "x") document.activeElement.closest?.(".queue-row")?.querySelector("[data-mark]")?.click();
  else return;
  event.preventDefault();
});
all?.addEventListener("change", () => {
  for (const mark of marks) mark.checked = all.checked;
  count();
});
for (const mark of marks) mark.addEventListener("change", count);
count();
