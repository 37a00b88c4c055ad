"""Write the sample reports that are no text: a PDF with running heads and hyphens, and a Word file with a table.

Run it from the repository: `python examples/make_binary.py`. Same input, same bytes.
"""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from docx import Document

REPORTS = Path(__file__).parent / "reports"

PAGES = [
    [
        "The Umbrella Sheet - No. 7",
        "",
        "Open letter of the umbrella makers of Turin",
        "2 April 2025",
        "",
        "We, 86 workers of the Drizzle and Sons umbrella factory in Turin, write this",
        "letter because nobody at the company wants to hear us. On 18 March the manage-",
        "ment closed the canteen and locked the exits during the night shift.",
        "",
        "On 20 March we stopped work for two hours. The next day the company dismissed",
        "four of us, among them Ermengarde Ribs, who had spoken at the gate. The director,",
        "Lancelot Puddle, called the police. Officers took the names of all the demonst-",
        "rators, but nobody was detained.",
        "",
        "Since then the pressure has grown. On 25 March two security guards searched the",
        "lockers of the union's members and seized leaflets. The Turin Chamber of Rainy",
        "Trades has asked the labour inspectorate to look into the matter, and the inspec-",
        "torate has promised to send someone",
        "",
        "1",
    ],
    [
        "The Umbrella Sheet - No. 7",
        "",
        "before the end of April.",
        "",
        "We demand that the four be reinstated, that the exits be opened and that the",
        "company negotiate with our union. If it refuses, we will go on strike on 14 April.",
        "",
        "We thank the dockers of Genoa, who collected 1,500 euros for the dismissed.",
        "",
        "2",
    ],
    [
        "The Umbrella Sheet - No. 7",
        "",
        "The company denies that the exits were locked. In a statement of 31 March it said",
        "that the four had been dismissed for lateness.",
        "",
        "3",
    ],
]  # fmt: skip

COURT = [
    ("Title", "Приговор по делу о воздушных змеях в Минске"),
    ("Subtitle", "Суд приговорил троих участников клуба «Попутный ветер» к разным срокам."),
    ("Normal", """18 февраля 2025 года районный суд в Минске вынес приговор по делу о воздушных змеях. Прокурор обвинял
        троих участников клуба «Попутный ветер» в организации массового запуска змеев 9 августа 2024 года."""),
    ("Normal", """Акакия Бечёвкина приговорили к двум годам колонии, Милитрису Парусину — к году домашнего ареста.
        Студента Ферапонта Ниточкина оправдали и освободили в зале суда."""),
    ("Normal", """Обвиняемые вины не признали. Адвокат Лукерья Кодексова заявила, что подаст апелляцию. Перед зданием
        суда задержали пятерых человек, которые пришли поддержать подсудимых."""),
]  # fmt: skip
SENTENCES = [
    ("Имя", "Статья", "Приговор"),
    ("Акакий Бечёвкин", "статья 342", "2 года колонии"),
    ("Милитриса Парусина", "статья 342", "1 год домашнего ареста"),
    ("Ферапонт Ниточкин", "статья 342", "оправдан"),
]


def pdf(pages: list[list[str]]) -> bytes:
    """Write pages of lines as a PDF with one built-in font."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 16 TL 60 780 Td\n{shown}\nET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _assembled(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def docx() -> bytes:
    """Write the court report as a Word file."""
    document = Document()
    for style, text in COURT:
        document.add_paragraph(" ".join(text.split()), style=style)
    table = document.add_table(rows=0, cols=3)
    for cells in SENTENCES:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.core_properties.title = COURT[0][1]
    document.core_properties.author = "Варсонофий Протоколов"
    document.core_properties.created = document.core_properties.modified = datetime(2025, 2, 19, tzinfo=UTC)
    written = BytesIO()
    document.save(written)
    return _same_times(written.getvalue())


def _same_times(data: bytes) -> bytes:
    """Give a ZIP archive's files one fixed time, so that the same input makes the same bytes."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2025, 2, 19, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()


if __name__ == "__main__":
    (REPORTS / "open_letter.pdf").write_bytes(pdf(PAGES))
    (REPORTS / "court_report.docx").write_bytes(docx())
