"""Numbers and cut words as pages and pictures write them."""


def grouped(number: int) -> str:
    """Group figures by narrow no-break spaces, as both languages allow."""
    return f"{number:,}".replace(",", "\u202f")


def plain(number: float) -> str:
    """Write a number as SVG wants it: a point, no grouping, whatever the page's language."""
    return f"{number:.1f}".removesuffix(".0")


def short(text: str | None, length: int) -> str:
    """Cut words that are longer than so many characters; Django's own filter takes ten times as long."""
    text = text or ""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
