"""Types, modes, countries, languages, dates and states of events, in the language of the page."""

from datetime import date
from functools import cache

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from khronika.errors import DataError
from khronika.model import ToldDate
from khronika.ontology import load
from khronika.wording import word_date

KNOWN = ("en", "ru")
REVIEW: dict[str, Promise] = {
    "open": gettext_lazy("not reviewed"), "partly": gettext_lazy("partly reviewed"),
    "reviewed": gettext_lazy("reviewed"), "rejected": gettext_lazy("rejected"),
}  # fmt: skip
REALIS: dict[str, Promise] = {
    "actual": gettext_lazy("happened"), "future": gettext_lazy("planned"), "negated": gettext_lazy("did not happen"),
    "hypothetical": gettext_lazy("only possible"), "generic": gettext_lazy("in general"),
}  # fmt: skip
SOURCES: dict[str, Promise] = {
    "1": gettext_lazy("one source"), "2": gettext_lazy("two sources"), "3": gettext_lazy("3 to 5 sources"),
    "6": gettext_lazy("6 or more sources"),
}  # fmt: skip
UNIT: dict[str, Promise] = {
    "year": gettext_lazy("by year"), "month": gettext_lazy("by month"), "day": gettext_lazy("by day"),
}  # fmt: skip
SORT: dict[str, Promise] = {
    "day": gettext_lazy("newest first"), "oldest": gettext_lazy("oldest first"),
    "priority": gettext_lazy("to review first"), "sources": gettext_lazy("most sources first"),
}  # fmt: skip
CUSTODY: dict[str, Promise] = {
    "free": gettext_lazy("free"), "detained": gettext_lazy("detained"), "remanded": gettext_lazy("remanded"),
    "house_arrest": gettext_lazy("under house arrest"), "imprisoned": gettext_lazy("imprisoned"),
    "released": gettext_lazy("released"), "unknown": gettext_lazy("unknown"),
}  # fmt: skip
# Why rules chose a value (khronika.resolve.choosing, khronika.resolve.assemble), in the page's language.
WHY: dict[str, Promise] = {
    "told first": gettext_lazy("told first"),
    "the only value told": gettext_lazy("the only value told"),
    "decided by a person": gettext_lazy("decided by a person"),
    "told by the most independent sources": gettext_lazy("told by the most independent sources"),
    "told and not inferred": gettext_lazy("told and not inferred"),
    "the most precise": gettext_lazy("the most precise"),
    "the most confident": gettext_lazy("the most confident"),
    "all that are told": gettext_lazy("all that are told"),
    "from the lowest to the highest told": gettext_lazy("from the lowest to the highest told"),
}
PROTECTION_CODES = ("private", "public", "at_risk", "minor")
SCRIPT: dict[str, Promise] = {
    "latin": gettext_lazy("in Latin letters"), "cyrillic": gettext_lazy("in Cyrillic letters"),
    "other": gettext_lazy("in other letters"),
}  # fmt: skip
PLACE_PRECISION: dict[str, Promise] = {
    "exact": gettext_lazy("exact place"), "settlement": gettext_lazy("settlement"), "admin1": gettext_lazy("region"),
    "country": gettext_lazy("country"), "several": gettext_lazy("area"), "unknown": gettext_lazy("place unknown"),
}  # fmt: skip
SOURCE_TYPE: dict[str, Promise] = {
    "authority": gettext_lazy("authorities"), "participant": gettext_lazy("participants"),
    "witness": gettext_lazy("witnesses"), "media": gettext_lazy("media"), "unknown": gettext_lazy("unknown"),
}  # fmt: skip


def language() -> str:
    """Give the page's language, as far as we have words in it."""
    code = (get_language() or "en")[:2]
    return code if code in KNOWN else "en"


@cache
def _locale(code: str) -> Locale:
    return Locale(code)


@cache
def _kind(type_: str, mode: str, code: str) -> str:
    try:
        return load().label(type_, mode or None, language=code)
    except DataError:
        return (mode or type_).replace("_", " ")


def kind(type_: str, mode: str | None = "") -> str:
    """Name a type, or a mode of it."""
    return _kind(type_, mode or "", language())


def role(code: str) -> str:
    """Name a role of the ontology."""
    entry = load().roles.get(code)
    return entry.labels[language()] if entry else code.replace("_", " ")


def country(code: str) -> str:
    """Name a country by its ISO 3166-1 code."""
    return str(_locale(language()).territories.get(code, code)) if code else _("no country")


def tongue(code: str) -> str:
    """Name a language by its ISO 639-1 code."""
    return str(_locale(language()).languages.get(code, code)) if code else _("unknown language")


def when(start: str, end: str, precision: str) -> str:
    """Tell a date as far as it is known."""
    if not start and not end:
        return _("date unknown")
    return word_date(
        ToldDate(_day(start), _day(end), precision or "unknown"),  # type: ignore[arg-type]  # a column of the store
        language(),
    )


def month(code: str) -> str:
    """Tell a year (2024) or a month (2024-03)."""
    if len(code) == 4:
        return code
    return word_date(ToldDate(date(int(code[:4]), int(code[5:7]), 1), _next_month(code), "month"), language())


def _next_month(code: str) -> date:
    number = int(code[:4]) * 12 + int(code[5:7])
    return date(number // 12, number % 12 + 1, 1)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
