// Links: from pair to pair by keys, answered by keys.

import { letterOf } from "./frame.js";

const pairs = () => [...document.querySelectorAll("[data-pair]")];
const at = () => pairs().findIndex((pair) => pair.contains(document.activeElement));

function focusPair(index) {
  pairs()[Math.min(Math.max(index, 0), pairs().length - 1)]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT)$/.test(event.target.tagName) || document.querySelector("dialog[open]")) return;
  const letter = letterOf(event);
  if (letter === "j" || letter === "k") focusPair(at() + (letter === "j" ? 1 : -1));
  else if (["y", "n", "u"].includes(letter)) {
    const pair = pairs()[Math.max(at(), 0)];
    pair?.querySelector(`[data-answer="${letter}"]`)?.click();
  } else return;
  event.preventDefault();
});

// After an answer the focus goes on to the next pair that still asks.
let answered = -1;
document.body.addEventListener("htmx:beforeRequest", () => { answered = at(); });
document.body.addEventListener("htmx:afterSettle", () => {
  const done = pairs()[answered];
  if (!done) return;
  focusPair(done.querySelector('[data-answer="u"]') && answered + 1 < pairs().length ? answered + 1 : answered);
});
focusPair(0);
