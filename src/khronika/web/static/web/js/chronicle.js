// On a narrow screen the facets are folded until somebody asks for them.

const narrow = window.matchMedia("(max-width: 56rem)");

function fold() {
  for (const column of document.querySelectorAll(".facet-column")) column.open = !narrow.matches;
}

document.addEventListener("htmx:afterSettle", fold);
narrow.addEventListener("change", fold);
fold();
