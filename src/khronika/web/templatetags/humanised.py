"""Figures and states of events in the language of the page."""

from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _

from khronika.web.chronicle_labels import CUSTODY, PLACE_PRECISION, REALIS, REVIEW, SOURCE_TYPE, country, tongue, when
from khronika.web.figures import grouped, plain, short

register = template.Library()
register.filter("country", country)
register.filter("tongue", tongue)
register.filter("grouped", grouped)
register.filter("unlocal", plain)
register.filter("short", short)


@register.filter
def realis_label(code: str) -> str:
    """Tell whether it happened, is planned, denied or only spoken of."""
    return str(REALIS.get(code, code))


@register.filter
def review_label(code: str) -> str:
    """Tell how far an event is reviewed."""
    return str(REVIEW.get(code, code))


@register.filter
def custody_label(code: str) -> str:
    """Tell a custody status."""
    return str(CUSTODY.get(code, code))


@register.filter
def source_label(code: str) -> str:
    """Tell a type of source."""
    return str(SOURCE_TYPE.get(code, code))


@register.filter
def precision_label(code: str) -> str:
    """Tell how exactly a place is told."""
    return str(PLACE_PRECISION.get(code, code))


@register.filter
def day(text: str | None) -> str:
    """Tell one ISO 8601 day."""
    if not text:
        return _("date unknown")
    return when(text, (date.fromisoformat(text) + timedelta(1)).isoformat(), "day")
