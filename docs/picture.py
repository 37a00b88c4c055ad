"""Draw docs/images/show.svg: the cards that `khronika show` prints for some of the sample reports."""

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console

from khronika.cli.cards import card
from khronika.work.code import code_pile
from khronika.work.settings import Settings
from khronika.work.shown import read_mentions

ROOT = Path(__file__).parent.parent
# (report, mode) of the cards that are drawn.
CARDS = (
    ("tenants_searches.html", "search"),
    ("glasgow_march_courier.html", "march"),
    ("court_report.docx", "sentence"),
)


def draw(target: Path) -> None:
    """Code the samples and draw the chosen cards."""
    with tempfile.TemporaryDirectory() as folder:
        code_pile([ROOT / "examples" / "reports"], Path(folder), settings=Settings())
        rows = list(read_mentions(Path(folder)))
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    for document, mode in CARDS:
        console.print(card(next(row for row in rows if (row.document, row.mode) == (document, mode))))
    target.parent.mkdir(parents=True, exist_ok=True)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title="khronika show"), flags=re.DOTALL)
    target.write_text(svg, encoding="utf8")  # without the font that it would fetch from a third party


if __name__ == "__main__":
    draw(ROOT / "docs" / "images" / "show.svg")
