"""When an event was: by attachment, then by the sentence, then by the event told just before."""

import re
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from khronika.extract.attachment import NEVER, TOLD, Attached, attached
from khronika.extract.scene import Scene
from khronika.model import Argument, Interval, Mention, Realis, Span, ToldDate

PRESENT = frozenset(
    {"is", "are", "am", "has", "have", "'s", "'ve", "'re", "will", "would", "may", "can", "could", "might"}
)
PREPOSITIONS = frozenset({"on", "in", "at", "during", "в", "во", "на"})
FIRSTS = frozenset({"first", "last", "впервые", "первый", "самый", "последний"})
WHEN = frozenset({"when", "когда"})
# What was then, or was not before, does not go on from the event told before.
BEFORE = frozenset(
    "earlier ever never previously auparavant jamais précédemment никогда прежде ранее раньше ніколи раніше".split()
)
WHERE = frozenset({"where", "où", "где", "де"})
BELOW = frozenset({"acl", "advcl", "ccomp", "csubj", "xcomp"})  # clauses within another
LATER = frozenset("after afterwards later après tard через спустя позже погодя згодом пізніше".split())
SINCE_THEN = re.compile(r"\b(?:since then|с тех пор|с того времени|відтоді|з тих пір|з того часу|depuis lors)\b", re.I)
# Who tells of an event, or lived through it, elsewhere and at another time: "heard **witnesses** of the shelling".
WITNESSES = frozenset(
    "survivor victim witness victime témoin rescapé жертва очевидец пострадавший потерпевший свидетель "
    "очевидець постраждалий потерпілий свідок".split()
)
SOLIDARITY = frozenset({"solidarity", "sympathy", "solidarité", "солидарность", "солідарність"})
WEEK = timedelta(7)
LONG = timedelta(60)
REACH = 8  # words before "since" among which "first" stands
YEAR = re.compile(r"\b\d{4}\b")


class DatesBefore(Struct, frozen=True):
    """When the event before was, and in which paragraph it was told; `frame` is the heading's date."""

    last: ToldDate | None = None
    paragraph: int = -1
    frame: ToldDate | None = None


def find_date(
    scene: Scene, anchor: int, carrier: int | None, before: DatesBefore, *, realis: Realis, anywhere: bool
) -> tuple[ToldDate | None, list[Argument]]:
    """Give the event's date, and every time expression that the sentence ties to it, the best first.

    Without any the date of the event before holds in the same paragraph (`inferred`) for what goes on from there, but
    not for what is only said (`anywhere`); else it is not known. What was done was not done after its report, and what
    is to come did not come before it.
    """
    every = [each for each in attached(scene, anchor, carrier, "date") if each.closeness > NEVER]
    if is_witnessed(scene, anchor):
        every = [each for each in every if each.closeness >= TOLD]
    every = [each for each in every if not _is_out_of_time(scene, anchor, each, realis) and not _is_limit(each, realis)]
    every = [
        each for each in every if _is_described(scene, anchor, each.mention) or not _is_compared(scene, each.mention)
    ]
    found = [each for each in every if _names_days(each.mention)]
    if scene.analysis.anchor is None:  # then "28 April" names no day either, but says when
        found += [each for each in every if each not in found]
    goes_on = before.last is not None and before.paragraph == scene.sentence.paragraph and _goes_on(scene, anchor)
    if found and goes_on and found[0].closeness < TOLD:
        found = [each for each in found if not _is_of_next(scene, anchor, each.mention)]
        found = [each for each in found if not _is_vaguer(each, before)]
    found = [each for each in found if not _is_ranked(scene, each.mention)] or ([] if goes_on else found)
    if found:
        told = [each for each in found if each.closeness >= TOLD] or found[:1]
        best = told[0].mention
        if _is_described(scene, anchor, best):
            return as_date(scene, _closed(best), inferred=False), [_argument(scene, _closed(best), inferred=False)]
        arguments = [_argument(scene, each.mention, inferred=each.closeness < TOLD) for each in told]
        return as_date(scene, best, inferred=told[0].closeness < TOLD), arguments
    is_near = before.last is not None and before.paragraph == scene.sentence.paragraph
    if before.last is not None and is_near and realis == "actual" and not anywhere and _is_since_then(scene):
        return replace(before.last, end=None, inferred=True), []
    if realis == "actual" and not anywhere and not any(_is_later(each) for each in every):
        return (replace(before.last, inferred=True) if goes_on and before.last else before.frame), []
    return None, []


def is_long_before(told: ToldDate | None, before: DatesBefore, anchor: date | None) -> bool:
    """Say whether an event is told with a date of its own, long before its report and what was told before it."""
    if told is None or told.inferred or told.start is None or anchor is None or anchor - told.start < LONG:
        return False
    last = before.last.start if before.last is not None else None
    return last is None or abs(last - told.start) >= LONG


def is_of_main_clause(scene: Scene, anchor: int, told: ToldDate) -> bool:
    """Say whether a day taken for an event's is told of whom the event only describes.

    "The workers who **struck** were dismissed on Monday", "the **banned** newspaper came out on Monday".
    """
    head = scene.sentence.head_of(told.text.start, told.text.end) if told.text is not None and told.inferred else None
    if head is None or scene.sentence.language != "en":
        return False
    above = (anchor, *scene.grammar.path(anchor))
    clause = next((at for at in above if scene.tokens[at].deprel in ("acl:relcl", "amod")), None)
    return clause is not None and clause not in (head, *scene.grammar.path(head))


def _is_since_then(scene: Scene) -> bool:
    """Say whether a sentence tells what has been done since the event before."""
    return SINCE_THEN.search(scene.analysis.text, scene.sentence.start, scene.sentence.end) is not None


def is_witnessed(scene: Scene, anchor: int) -> bool:
    """Say whether an event is named by those who tell of it: where and when they do is not where and when it was."""
    token = scene.tokens[anchor]
    return token.upos == "NOUN" and token.head >= 0 and scene.lemmas[token.head] in WITNESSES


def _is_of_next(scene: Scene, anchor: int, mention: Mention) -> bool:
    """Say whether a date is of what is told next: "was detained, held overnight and **the next day** fined"."""
    head = scene.sentence.head_of(mention.start, mention.end)
    if head is None or head < anchor:
        return False
    path = [head, *scene.grammar.path(head)]
    return anchor in path and any(scene.tokens[at].deprel == "conj" for at in path[: path.index(anchor)])


def _is_vaguer(each: Attached, before: DatesBefore) -> bool:
    """Say whether a year that only stands in the sentence is of something else, as a day was told before."""
    value, last = each.mention.value, before.last
    is_day = last is not None and last.precision == "day"
    return is_day and isinstance(value, Interval) and value.precision in ("year", "decade", "century")


def _is_later(each: Attached) -> bool:
    """Say whether an event is told to be later than another, nobody can say on which day: «через неделю»."""
    words = each.mention.text.casefold().split()
    return each.closeness >= TOLD and not _names_days(each.mention) and not LATER.isdisjoint((words[0], words[-1]))


def scene_date(scene: Scene) -> ToldDate | None:
    """Give the date of a sentence that tells no event, of a heading ("Digest for **3-9 June**") or of its main word."""
    days = [m for m in scene.mentions if m.kind == "date" and _names_days(m)]
    if len(days) != 1:
        return None
    head = scene.sentence.head_of(days[0].start, days[0].end)
    if is_verbless(scene) or scene.is_heading:
        return _past(as_date(scene, days[0], inferred=True), scene.analysis.anchor)
    return as_date(scene, days[0], inferred=True) if head is not None and is_on_root(scene, head) else None


def _past(told: ToldDate, report: date | None) -> ToldDate:
    """Give the weekday before the report for the one after it: "Chronicle for **Monday**" tells what was."""
    if report is None or told.start is None or told.end is None or not 0 < (told.start - report).days <= WEEK.days:
        return told
    is_weekday = told.precision == "day" and told.text is not None and not any(map(str.isdigit, told.text.text))
    return replace(told, start=told.start - WEEK, end=told.end - WEEK) if is_weekday else told


def is_on_root(scene: Scene, index: int) -> bool:
    """Say whether a word hangs on the main word of its sentence, or is that."""
    above = scene.tokens[index].head
    return above < 0 or scene.tokens[above].head < 0


def is_verbless(scene: Scene) -> bool:
    """Say whether a sentence has no verb, as headings have none."""
    return all(token.upos not in ("VERB", "AUX") for token in scene.tokens)


def _is_out_of_time(scene: Scene, anchor: int, each: Attached, realis: Realis) -> bool:
    """Say whether a date lies after the report of what was done, or before that of what is still to come."""
    value, report = each.mention.value, scene.analysis.anchor
    if report is None or not isinstance(value, Interval):
        return False
    is_told = each.closeness >= TOLD
    if realis == "actual" and value.start is not None and value.start > report:
        return not is_told or scene.tokens[anchor].feats.get("Tense") == "Past"
    return realis == "future" and not is_told and value.end is not None and value.end <= report


def _is_limit(each: Attached, realis: Realis) -> bool:
    """Say whether a date is until when what was done holds: "placed under house arrest **until 3 February**"."""
    value = each.mention.value
    return realis == "actual" and isinstance(value, Interval) and value.start is None and value.end is not None


def is_aside(scene: Scene, anchor: int) -> bool:
    """Say whether an event is told aside, so that what is told after it does not go on from there.

    In a relative clause ("the union, which **condemned** the attack on Friday"), as past before the past ("in January
    an editor **had been hit**") or as what others do meanwhile ("in Riga drivers **stopped** in solidarity").
    """
    way = [anchor, *scene.grammar.path(anchor)]
    if any(scene.tokens[at].deprel.startswith("acl") for at in way) or _is_for_others(scene, anchor):
        return True
    return any(scene.tokens[i].text.lower() == "had" for i in scene.sentence.dependents(anchor, "aux"))


def _is_for_others(scene: Scene, anchor: int) -> bool:
    """Say whether an event is there for another: "stopped **in solidarity**", «**в знак солидарности**»."""
    if SOLIDARITY.isdisjoint(scene.vocabulary):
        return False
    near = [anchor, *scene.sentence.dependents(anchor, "obl", "nmod", "advmod")]
    near += [below for each in near for below in scene.sentence.dependents(each, "nmod", "obl")]
    return any(scene.lemmas[each] in SOLIDARITY for each in near)


def _goes_on(scene: Scene, anchor: int) -> bool:
    """Say whether a verb tells a past that goes on from the event before: not "is", "has", a noun or a clause below.

    What happened where somebody was taken does go on: "taken to a station, **where** he **was beaten**".
    """
    is_there = any(scene.lemmas[i] in WHERE for i in scene.sentence.dependents(anchor, "advmod"))
    if scene.tokens[anchor].deprel.partition(":")[0] in BELOW and not is_there:
        return False
    helpers = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(anchor, "aux")}
    is_before = any(scene.lemmas[i] in BEFORE for i in scene.sentence.children[anchor])
    return scene.tokens[anchor].feats.get("Tense") == "Past" and not helpers & PRESENT and not is_before


def _names_days(mention: Mention) -> bool:
    """Say whether a time expression names days, and is no mere duration ("two years")."""
    return isinstance(mention.value, Interval) and not (mention.value.start is None and mention.value.end is None)


def _is_described(scene: Scene, anchor: int, mention: Mention) -> bool:
    """Say whether the event tells what was on that date: "since June 2022, **when** the drivers **struck**"."""
    whens = [i for i in scene.sentence.children[anchor] if scene.lemmas[i] in WHEN]
    return any(0 < scene.tokens[when].start - mention.end <= len(", ") for when in whens)


def _closed(mention: Mention) -> Mention:
    """Give the date itself of one told with "since": the day, the month or the year that it names."""
    value = mention.value
    if not isinstance(value, Interval) or value.start is None or value.end is not None:
        return mention
    words = mention.text.split()
    has_day = any(word.isdigit() and len(word) < 3 for word in words)
    prefix = value.start.isoformat() if has_day or len(words) < 2 else f"{value.start:%Y-%m}"
    is_year = all(word.isdigit() for word in words[1:])
    return replace(
        mention, value=Interval.parse(f"{value.start:%Y}" if words[1:] and is_year and not has_day else prefix)
    )


def _is_compared(scene: Scene, mention: Mention) -> bool:
    """Say whether a date only tells since when there was no such event: "the **first** strike since 2019"."""
    if not isinstance(mention.value, Interval) or mention.value.end is not None or mention.value.start is None:
        return False
    at = scene.sentence.covering(mention.start, mention.end)
    before = range(max(0, at[0] - REACH), at[0]) if at else range(0)
    return any(scene.lemmas[i] in FIRSTS or scene.tokens[i].feats.get("Degree") == "Sup" for i in before)


def _is_ranked(scene: Scene, mention: Mention) -> bool:
    """Say whether a date tells within what an event is one of several, or the largest: "the **fourth** this spring"."""
    value, head = mention.value, scene.sentence.head_of(mention.start, mention.end)
    if head is None or not isinstance(value, Interval) or value.start is None or value.end is None:
        return False
    if value.end - value.start < WEEK:
        return False
    above = [i for i in scene.grammar.path(head)[:2] if scene.tokens[i].upos in ("NOUN", "ADJ", "NUM", "VERB")]
    ranks = [*above, *(child for i in above for child in scene.sentence.dependents(i, "amod"))]
    return any(scene.tokens[i].feats.get("Degree") == "Sup" or _is_ordinal(scene, i) for i in ranks)


def _is_ordinal(scene: Scene, index: int) -> bool:
    return scene.tokens[index].upos == "ADJ" and scene.tokens[index].feats.get("NumType") == "Ord"


def as_date(scene: Scene, mention: Mention, *, inferred: bool) -> ToldDate:
    """Make an event's date of a time expression; one that names its year is counted from no other day."""
    value = mention.value if isinstance(mention.value, Interval) else Interval()
    relative_to = None if YEAR.search(mention.text) else scene.analysis.anchor
    words = _with_preposition(scene, mention)
    return ToldDate(value.start, value.end, value.precision, words, relative_to, inferred)


def _argument(scene: Scene, mention: Mention, *, inferred: bool) -> Argument:
    value = mention.value if isinstance(mention.value, Interval) else Interval()
    words = _with_preposition(scene, mention)
    return Argument("date", words.start, words.end, words.text, value, inferred)


def _with_preposition(scene: Scene, mention: Mention) -> Span:
    """Give the words that say when, with the preposition before them: "**On** Monday", «**в** мае»."""
    first = next(iter(scene.sentence.covering(mention.start, mention.end)), 0)
    before = scene.tokens[first - 1] if first else None
    start = before.start if before is not None and before.text.lower() in PREPOSITIONS else mention.start
    return Span.of(scene.analysis.text, start, mention.end)
