"""A small pile of reports, coded once for all tests of this folder."""

from pathlib import Path

import pytest

REPORTS = {
    "strike.txt": "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said.\r\n\r\n"
    "Police detained and fined 26 demonstrators in Leeds on 3 March 2024.\r\n",
    "zabastovka.txt": "3 марта 2024 года полиция задержала в Казани 26 участников митинга.\n\n"
    "Суд в Самаре приговорил активиста Борина Тавелла к трём годам колонии.\n",
    "interview.md": "Mara Quillon, of the Open Ledger union, speaks to the *Lantern*.\n\n"
    "When did you go on strike?\n\nWe went on strike in May, and the company dismissed two of us.\n",
}
TABLE = (
    '{"id": "row-1", "text": "Students marched through Porto on Friday.", "published": "2024-05-06"}\n'
    '{"id": "row-2", "text": "Farmers blocked a road near Toulouse.", "published": ""}\n'
)


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of reports: English and Russian texts, an interview and a table."""
    folder = tmp_path_factory.mktemp("pile")
    for name, text in REPORTS.items():
        (folder / name).write_bytes(text.encode())
    (folder / "articles.jsonl").write_text(TABLE, encoding="utf8")
    return folder
