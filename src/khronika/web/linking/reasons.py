"""The grounds of the linkers, in the language of the page; what they quote behind a colon stays as it is."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

AGAINST = "against: "

# Every phrase of the linkers' tables of weights; a test compares.
REASONS: Mapping[str, Promise] = {
    "the same full name": gettext_lazy("the same full name"),
    "the same full name in another spelling": gettext_lazy("the same full name in another spelling"),
    "another form of the given name or surname": gettext_lazy("another form of the given name or surname"),
    "names that differ by letters": gettext_lazy("names that differ by letters"),
    "the same surname, an initial that fits": gettext_lazy("the same surname, an initial that fits"),
    "only one name is told, and it fits": gettext_lazy("only one name is told, and it fits"),
    "the same patronymic": gettext_lazy("the same patronymic"),
    "few bear the name": gettext_lazy("few bear the name"),
    "many bear the name": gettext_lazy("many bear the name"),
    "nobody else of that surname is told of": gettext_lazy("nobody else of that surname is told of"),
    "many bear the surname": gettext_lazy("many bear the surname"),
    "the same organisation": gettext_lazy("the same organisation"),
    "told with the same person": gettext_lazy("told with the same person"),
    "the same role": gettext_lazy("the same role"),
    "a part in the same kind of event in one month": gettext_lazy("a part in the same kind of event in one month"),
    "a part in the same kind of event": gettext_lazy("a part in the same kind of event"),
    "the same place": gettext_lazy("the same place"),
    "other places": gettext_lazy("other places"),
    "many years apart": gettext_lazy("many years apart"),
    "letters that stand for the name": gettext_lazy("letters that stand for the name"),
    "a part of the name": gettext_lazy("a part of the name"),
    "the same kind of body in another language": gettext_lazy("the same kind of body in another language"),
    "the same name of an organisation": gettext_lazy("the same name of an organisation"),
    "the same name in other places": gettext_lazy("the same name in other places"),
    "before anything is known": gettext_lazy("before anything is known"),
    "only words are known of both": gettext_lazy("only words are known of both"),
    "the same kind of event": gettext_lazy("the same kind of event"),
    "kinds of event that reports use for one another": gettext_lazy("kinds of event that reports use for one another"),
    "the same type of event": gettext_lazy("the same type of event"),
    "the same type of event, one of an unnamed kind": gettext_lazy("the same type of event, one of an unnamed kind"),
    "the same word for it": gettext_lazy("the same word for it"),
    "the same day": gettext_lazy("the same day"),
    "dates that overlap": gettext_lazy("dates that overlap"),
    "days close to one another": gettext_lazy("days close to one another"),
    "different days": gettext_lazy("different days"),
    "reports published within days of one another": gettext_lazy("reports published within days of one another"),
    "reports published long after one another": gettext_lazy("reports published long after one another"),
    "one place within the other": gettext_lazy("one place within the other"),
    "a place and the country or region around it": gettext_lazy("a place and the country or region around it"),
    "different places": gettext_lazy("different places"),
    "the same person": gettext_lazy("the same person"),
    "the same kind of people": gettext_lazy("the same kind of people"),
    "different persons": gettext_lazy("different persons"),
    "different organisations": gettext_lazy("different organisations"),
    "different kinds of people": gettext_lazy("different kinds of people"),
    "the same number": gettext_lazy("the same number"),
    "numbers close to one another": gettext_lazy("numbers close to one another"),
    "one lasted for hours, the other for days": gettext_lazy("one lasted for hours, the other for days"),
    "different numbers": gettext_lazy("different numbers"),
    "different numbers of those it was done to": gettext_lazy("different numbers of those it was done to"),
    "shared words of the sentences": gettext_lazy("shared words of the sentences"),
    "shared words of the reports": gettext_lazy("shared words of the reports"),
    "reports of one story": gettext_lazy("reports of one story"),
    "the same report": gettext_lazy("the same report"),
    "told as another than the one before it": gettext_lazy("told as another than the one before it"),
    "close to one another in the report": gettext_lazy("close to one another in the report"),
    "the same words of one report and its reprint": gettext_lazy("the same words of one report and its reprint"),
    "one told as planned or denied, the other as done": gettext_lazy(
        "one told as planned or denied, the other as done"
    ),
    "one only spoken of, the other told": gettext_lazy("one only spoken of, the other told"),
    "both only spoken of": gettext_lazy("both only spoken of"),
    "one told in the singular, the other in the plural": gettext_lazy(
        "one told in the singular, the other in the plural"
    ),
    "a woman's and a man's ending, if no case has left it there": gettext_lazy(
        "a woman's and a man's ending, if no case has left it there"
    ),
    "one event, and many places or several at once": gettext_lazy("one event, and many places or several at once"),
    "one planned when the other was told as done": gettext_lazy("one planned when the other was told as done"),
    "one told by name, and several by number": gettext_lazy("one told by name, and several by number"),
    "one told as long past": gettext_lazy("one told as long past"),
    "a report tells them as two": gettext_lazy("a report tells them as two"),
    "told by two words of one sentence": gettext_lazy("told by two words of one sentence"),
    "a person asks": gettext_lazy("a person asks"),
}


def reason(text: str) -> str:
    """Tell a ground in the language of the page: "the same place: glasgow", "against: different days"."""
    is_against, rest = text.startswith(AGAINST), text.removeprefix(AGAINST)
    head, colon, quoted = rest.partition(": ")
    told = f"{REASONS.get(head, head)}{colon}{quoted}"
    return _("against: %(reason)s") % {"reason": told} if is_against else told
