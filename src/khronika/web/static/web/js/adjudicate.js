// Adjudication: take everything of one coder at once.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take-all]");
  if (!button) return;
  for (const radio of document.querySelectorAll(`input[type=radio][value="${CSS.escape(button.dataset.takeAll)}"]`)) radio.checked = true;
});
document.querySelector("mark.trigger")?.scrollIntoView({ block: "center", behavior: "instant" });
