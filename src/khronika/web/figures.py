"""Numbers as pages and pictures write them."""


def grouped(number: int) -> str:
    """Group figures by narrow no-break spaces, as both languages allow."""
    return f"{number:,}".replace(",", "\u202f")


def plain(number: float) -> str:
    """Write a number as SVG wants it: a point, no grouping, whatever the page's language."""
    return f"{number:.1f}".removesuffix(".0")
