"""Words to stems, so that "struck" meets "strikes" and «задержали» «задержаны»; who a group of people is."""

import re
from collections.abc import Iterator
from functools import lru_cache

from khronika import lexicon
from khronika.language.search_forms import forms
from khronika.morphology import analyser

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|\d[\d.,]*\d")
# Words that say nothing of an event, as stems would keep them.
FUNCTION_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before but by can could did do does for from had has
    have he her him his how i if in into is it its it's may more most no not of off on one or other our out over
    said say says she should so some such than that the their them then there these they this those to under up
    was we were what when where which while who will with would you your
    а без бы был была были было быть в вам вас во вот все всё вы где да для до его ее её если есть еще ещё же за
    и из или им их к как когда кто ли мы на над не него нее неё ни них но о об от по под после при про с со так
    также там то того том ту ты у уже чем что чтобы эта эти это этого этой этот я который которая которые
    которых сообщил сообщила сообщили
    """.split()
)


@lru_cache(maxsize=400_000)
def stem(word: str, language: str) -> str:
    """Give the form by which a word is compared: the stem of its lemma."""
    return forms(word.replace("’s", "").replace("'s", ""), language)[0]


def stems(text: str, language: str) -> Iterator[str]:
    """Yield the stems of a text's words in order, without function words and single letters."""
    for word in WORD.findall(text):
        low = word.lower()
        if low not in FUNCTION_WORDS and (len(low) > 1 or low.isdigit()):
            yield stem(low, language)


@lru_cache(maxsize=100_000)
def kind_of_people(text: str, language: str) -> str | None:
    """Say what kind of people a phrase names, in words that serve every language; None where none is known.

    >>> kind_of_people("four hundred nurses", "en"), kind_of_people("медсёстры", "ru"), kind_of_people("people", "en")
    ('health/workers', 'health/workers', None)
    """
    found = list(WORD.findall(lexicon.fold(text)))
    if language in lexicon.languages():
        tables = lexicon.load(language).indexes
        for word in reversed(found):
            for form in base_forms(word, language):
                for table in ("groups", "roles"):
                    row = tables[table].get(form)
                    if row is not None and row.meaning != "people":
                        return "/".join(filter(None, (row.note if table == "groups" else None, row.meaning)))
    return None


def is_plural(trigger: str, language: str) -> bool | None:
    """Say whether a noun tells of several events: "rallies", «обыски»; None for verbs and where the form does not say.

    >>> is_plural("rallies", "en"), is_plural("rally", "en"), is_plural("rallied", "en")
    (True, False, None)
    """
    words = WORD.findall(trigger.casefold())
    if len(words) != 1:
        return None
    if language == "ru":
        tag = analyser("ru").parse(words[0])[0].tag
        return None if "NOUN" not in tag or "Pltm" in tag else bool("plur" in tag)
    anchors = lexicon.load("en").by_anchor if language == "en" else {}
    for form in base_forms(words[0], "en"):
        if any("NOUN" in row.pos for row in anchors.get(form, ())):
            return bool(form != words[0])
    return None


def base_forms(word: str, language: str) -> list[str]:
    """Give a folded word and the forms under which the lexicon may list it."""
    if language == "ru":
        return [word, *(lexicon.fold(parse.normal_form) for parse in analyser("ru").parse(word)[:2])]
    ends = (("ies", "y"), ("men", "man"), ("ves", "fe"), ("es", ""), ("s", ""))
    return [word, *(word.removesuffix(end) + instead for end, instead in ends if word.endswith(end))]
