"""What justice weighs and metes out: charges, the law they rest on, and sentences."""

import re
from collections.abc import Iterator
from functools import cache

from khronika import lexicon
from khronika.extract.amounts import Amount, find_amounts
from khronika.extract.compact import compact, compact_name
from khronika.extract.grammar import NOMINAL
from khronika.extract.match import Match
from khronika.extract.scene import Scene
from khronika.extract.scenes import once
from khronika.model import Argument, Term

# Verbs whose object is the charge: «ей вменили **клевету**».
IMPUTING = frozenset({"вменить", "вменять", "инкриминировать", "інкримінувати", "imputer"})
CHARGING = frozenset({"absolve", "accuse", "acquit", "charge", "clear", "convict", "indict", "suspect",
                      "обвинить", "обвинять", "вменить", "заподозрить", "подозревать", "уличить",
                      "обвиняться", "подозреваться", "accuser", "acquitter", "inculper", "relaxer", "soupçonner",
                      "suspecter", "виправдати", "запідозрити", "звинуватити", "звинувачувати",
                      "обвинуватити", "обвинувачувати", "підозрювати"})  # fmt: skip
CHARGES = frozenset({"accusation", "case", "charge", "count", "suspicion", "дело", "обвинение", "подозрение", "статья",
                     "протокол", "affaire", "chef", "inculpation", "soupçon",
                     "звинувачення", "обвинувачення", "підозра", "справа", "стаття"})  # fmt: skip
OF_CHARGE = "of|with|for|on|over|в+Loc|за+Acc|по+Dat|о+Loc|de|pour|у+Loc|про+Acc"
# Behind a verb of charging whatever follows these is the charge.
BY_CHARGING = "of|with|for|on|в+Loc|за+Acc|de|pour|у+Loc"
# What somebody is tried for is the charge, whatever it is; what for a fine or some days in a cell, only an offence.
PENAL = frozenset({"criminal_charge", "sentence", "trial", "appeal", "remand"})
PUNISHING = frozenset({"administrative_arrest", "appeal", "arrest", "detention", "fine", "house_arrest", "mitigation",
                       "prison_punishment", "remand", "restriction", "sentence", "trial", None})  # fmt: skip
# Words that say what is served or paid, and those that may stand between them and the amount.
SERVED = frozenset({"prison", "jail", "arrest", "imprisonment", "detention", "custody", "colony", "camp", "probation",
                    "service", "labour", "labor", "bar", "fine", "sentence", "term", "house", "cell", "solitary",
                    "карцер", "шизо", "изолятор", "колония", "арест",
                    "лишение", "свобода", "заключение", "тюрьма", "работа", "ограничение", "штраф",
                    "поселение", "срок", "режим", "стража", "условно",
                    "amende", "détention", "emprisonnement", "ferme", "réclusion", "sursis",
                    "в'язниця", "воля", "колонія", "обмеження", "позбавлення", "робота", "строк", "термін",
                    "тюрма", "ув'язнення", "умовно"})  # fmt: skip
WITHIN = frozenset({"in", "of", "a", "an", "the", "'s", "'", "penal", "administrative", "community", "hard",
                    "corrective", "compulsory", "forced", "labour", "behind", "suspended", "strict", "-", "regime",
                    "в", "под",
                    "исправительный", "строгий", "общий", "принудительный", "обязательный", "административный",
                    "домашний", "à", "avec", "de",
                    "адміністративний", "виправний", "громадський", "домашній", "загальний", "суворий",
                    "у"})  # fmt: skip
FINES = frozenset({"fine", "penalty", "штраф", "amende"})
# "a suspended **term** of eight months"
TERMS = frozenset({"sentence", "term", "spell", "срок", "peine", "строк", "термін"})
BESIDE = ("obj", "iobj", "obl:unmarked")  # where an amount stands that is given or served: "doing **nine years**"
BARE = ("death penalty", "death sentence", "life imprisonment", "life sentence", "life in prison", "community service",
        "suspended sentence", "life term", "for life", "hard labour", "hard labor",
        "пожизненный заключение", "пожизненный срок",
        "пожизненный лишение свобода", "смертный казнь", "условный срок", "обязательный работа",
        "peine de mort", "prison à vie", "réclusion à perpétuité", "prison avec sursis", "travail de intérêt général",
        "довічний ув'язнення", "довічний позбавлення воля", "громадський робота", "умовний строк")  # fmt: skip
_BARE = {row.split()[0]: [one.split() for one in BARE if one.split()[0] == row.split()[0]] for row in BARE}
NO_CHARGE = frozenset({"life", "doubt", "evidence", "proof", "doute", "preuve", "доказательство", "доказ"})
CLOSELY = "to|for|на|к|à|до"
NUMERAL = r"\d+(?:[.-]\d+)*(?:\(\w+\))*"
ARTICLES = frozenset({"article", "art", "section", "п", "ст", "стаття", "статья", "ч", "частина", "часть"})
CODES = (
    r"(?:КоАП|УК|УПК|ТК|ГК|НК|Уголовн\w+ кодекс\w*|Трудов\w+ кодекс\w*|Кодекс\w* об административных правонарушениях"
    r"|Конституци\w+|закона? [«о]\S+)(?:\s(?:РФ|РБ|РК|России|Беларуси|Казахстана|Украины))?"
)
BASES: dict[str, re.Pattern[str]] = {
    "ru": re.compile(
        rf"(?:\b(?:п(?:\.|ункт\w*))\s?(?:\d+|[«\"]?\w[»\"]?)\s)?(?:\b(?:ч(?:\.|аст\w+))\s?\d+(?:\.\d+)?,?\s)?"
        rf"\b(?:ст(?:\.|ать\w+)|статьёй)\s?{NUMERAL}(?:\s(?:и|,)\s?{NUMERAL})?(?:\s{CODES})?"
        r"|\b(?:по|согласно)\s(?P<law>закон\w*\s(?:о|об)\s\w+(?:\s\w+)?)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b(?:(?:[Pp]art|[Pp]aragraph|[Cc]lause|[Ss]ubsection)\s{NUMERAL}\s(?:of\s)?)?"
        rf"\b(?:[Aa]rticles?|[Aa]rt\.|[Ss]ections?|[Ss]ec\.|[Ss]\.)\s?{NUMERAL}(?:\s(?:and|&)\s{NUMERAL})?"
        r"(?:,?\s(?:of|under)\s(?:the\s)?(?:[A-Z][\w'-]*\s){0,6}?(?:[Cc]ode|Act|Law|Constitution|Ordinance|IPC|CrPC)"
        r"(?:\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?(?:,?\s(?:19|20)\d\d)?)?"
        r"|\bunder\s(?:the\s|an?\s)?(?P<law>(?:[\w'-]+\s){0,4}?(?:[A-Z][\w'-]*\s){0,4}(?:Act|Code|[Ll]aws?)\b(?:\sof\s\d{4})?)"
    ),
    "fr": re.compile(
        r"\b(?:[Aa]rticles?|[Aa]rt\.)\s(?:[LRD]\.?\s?)?\d[\d.-]*\d*(?:\s(?:et|à)\s\d[\d.-]*\d*)?"
        r"(?:\s(?:du|de\sla|de\sl['’])\s?(?:[Cc]ode|[Ll]oi|[Cc]onstitution)(?:\s(?:pénal|civil|du\stravail|électoral))?)?"
        r"|\b(?:en\svertu\sde|selon|au\stitre\sde)\s(?P<law>la\sloi\s\w+)"
    ),
    "uk": re.compile(
        rf"(?:\b(?:п(?:\.|ункт\w*))\s?\d+\s)?(?:\b(?:ч(?:\.|астин\w+))\s?\d+(?:\.\d+)?,?\s)?"
        rf"\b(?:ст(?:\.|атт\w+))\s?{NUMERAL}(?:\s(?:і|та|й|,)\s?{NUMERAL})?"
        r"(?:\s(?:КУпАП|ККУ?|КПКУ?|ЦКУ?|КЗпП|Кримінальн\w+ кодексу?|Конституці\w+)(?:\sУкраїни)?)?"
        r"|\b(?:за|згідно\sз)\s(?P<law>закон\w*\s(?:про)\s\w+(?:\s\w+)?)",
        re.IGNORECASE,
    ),
}


def find_charges(scene: Scene, match: Match) -> Iterator[Argument]:
    """Find what somebody is charged with, tried or punished for: "accused **of beating**", «дело о **клевете**»."""
    told: set[int] = set()
    imputed = scene.grammar.objects(match.anchor) if scene.lemmas[match.anchor] in IMPUTING else ()
    for anchor in (match.anchor, *(i for i in match.taken if scene.lemmas[i] in CHARGES)):
        for head in (_meant(scene, head) for head in _charged(scene, anchor, match.mode)):
            is_name = scene.tokens[head].upos == "PROPN" and not is_offence(scene, head)
            is_law = scene.lemmas[head].rstrip(".") in ARTICLES  # «за **ч. 2 ст. 296** КК»
            is_own = head in match.taken and scene.lemmas[head] in TERMS  # "asked for a **term** of two years"
            if head in told or is_own or is_name or is_law or (scene.is_participant(head) and head not in imputed):
                continue
            if scene.lemmas[head] in NO_CHARGE or scene.tokens[head].feats.get("Animacy") == "Anim":
                continue
            if scene.mention_at(head, "date", "number") is None:
                told.add(head)
                yield _term(scene, "charge", head)


def _meant(scene: Scene, index: int) -> int:
    """Give the clause for which a pronoun stands: «обвиняют в **том, что он ударил**»."""
    clauses = (i for i in scene.sentence.dependents(index, "acl", "ccomp") if i > index)
    return next(clauses, index) if scene.tokens[index].upos in ("PRON", "DET") else index


def _charged(scene: Scene, anchor: int, mode: str | None) -> Iterator[int]:
    charging = scene.lemmas[anchor] in CHARGING
    if scene.lemmas[anchor] in CHARGES and scene.tokens[anchor].upos in NOMINAL:
        yield from _inside(scene, anchor)
    if scene.lemmas[anchor] in IMPUTING:
        yield from scene.grammar.objects(anchor)
    for at in _places(scene, anchor):
        for head in scene.grammar.obliques(at, f"{OF_CHARGE}|за+Ins"):
            if scene.lemmas[head] in CHARGES:
                yield from _inside(scene, head)
            elif (
                (charging and _marked(scene, head, BY_CHARGING))
                or is_offence(scene, head)
                or (mode in PENAL and _marked(scene, head, "for|за+Acc|pour") and not _is_amount(scene, head))
            ):
                yield head
        for clause in scene.sentence.dependents(at, "advcl", "acl", "xcomp"):
            marks = {scene.lemmas[i] for i in scene.sentence.dependents(clause, "mark", "case")}
            is_told = marks & {"of", "with", "de"} if charging else marks & {"for", "pour"} and mode in PENAL
            if clause > at and is_told:
                yield clause


def _places(scene: Scene, anchor: int) -> Iterator[int]:
    """Yield the words on which a charge may hang: the anchor, its object, the term ("ten years in **prison**")."""
    yield anchor
    if scene.tokens[anchor].upos not in NOMINAL:
        yield from scene.grammar.objects(anchor)
        for party in scene.grammar.obliques(anchor, None):  # «против директора **по статье** о мошенничестве»
            if scene.is_participant(party):
                yield from (at for at in scene.grammar.obliques(party, "по+Dat|за+Ins") if scene.lemmas[at] in CHARGES)
    for child in scene.sentence.dependents(anchor, "obl", "nmod"):
        if scene.lemmas[child] in SERVED or _is_amount(scene, child):
            yield child
            yield from (i for i in scene.sentence.dependents(child, "nmod") if scene.lemmas[i] in SERVED)


def _marked(scene: Scene, head: int, written: str) -> bool:
    return head in set(scene.grammar.obliques(scene.tokens[head].head, written))


def _is_amount(scene: Scene, head: int) -> bool:
    return any(amount.first <= head <= amount.last for amount in amounts_of(scene))


def _inside(scene: Scene, noun: int) -> Iterator[int]:
    """Yield what a word for a charge is about: "charges **of arson**", "**terrorism** charges"."""
    found = list(scene.grammar.obliques(noun, "of|for|over|в+Loc|о+Loc|за+Acc|Gen|de|pour|у+Loc|про+Acc"))
    found += [i for i in scene.sentence.dependents(noun, "acl", "advcl") if i > noun]
    found += [i for i in scene.sentence.dependents(noun, "compound") if scene.tokens[i].upos == "NOUN"]
    yield from found


def is_offence(scene: Scene, head: int) -> bool:
    """Say whether a word heads the name of an offence in the lexicon."""
    table = scene.lexicon.words("offences")
    if scene.lemmas[head] not in _words_of_offences(scene.lexicon.language):
        return False
    for low in range(max(0, head - 2), head + 1):
        for high in range(head + 1, min(low + 5, len(scene.lemmas)) + 1):
            if " ".join(scene.lemmas[low:high]) in table:
                return True
    return False


@cache
def _words_of_offences(language: str) -> frozenset[str]:
    """Give the words that names of offences are made of."""
    return frozenset(word for name in lexicon.load(language).words("offences") for word in name.split())


def find_legal_bases(scene: Scene, match: Match) -> Iterator[Argument]:
    """Find the articles and laws by which something is done: «ч. 1 ст. 20.2 КоАП», "Article 318 of the Code"."""
    pattern = BASES.get(scene.sentence.language)
    sentence = scene.sentence
    for found in pattern.finditer(scene.analysis.text, sentence.start, sentence.end) if pattern else ():
        group = "law" if found["law"] else 0
        start, end = found.span(group)
        text = scene.analysis.text[start:end]
        yield Argument("legal_basis", start, end, text, Term(" ".join(text.split())))


def find_sentences(scene: Scene, match: Match) -> Iterator[Argument]:
    """Find what somebody is sentenced to or must pay, with amount and unit; of the anchors, the nearest before it."""
    if match.mode not in PUNISHING:
        return
    for amount in amounts_of(scene):
        first, last = _opening(scene, amount), _served(scene, amount)
        is_served = last > amount.last or first < amount.first
        if (is_served or _is_close(scene, match, amount)) and _is_own(scene, match, first, last):
            span = scene.span(first, last)
            name = compact_name(scene, first, last, first) if first < amount.first else " ".join(span.text.split())
            yield Argument("sentence", span.start, span.end, span.text, Term(name, amount.amount, amount.unit))
    for first, last in _bare(scene):
        if _is_own(scene, match, first, last):
            span = scene.span(first, last)
            yield Argument("sentence", span.start, span.end, span.text, Term(compact_name(scene, first, last, last)))


@once
def amounts_of(scene: Scene) -> list[Amount]:
    """Give the durations and sums of a sentence, found once."""
    return find_amounts(scene)


def _served(scene: Scene, amount: Amount) -> int:
    """Give the last token of what is served behind an amount: "three years **in prison**", «10 суток **ареста**»."""
    last = amount.last
    for at in range(amount.last + 1, min(amount.last + 7, len(scene.tokens))):
        if scene.lemmas[at] in SERVED:
            if scene.lemmas[at] in TERMS and scene.lemmas[at - 1] == "the":
                break  # "cut to one year **the sentence** of …"
            last = at
        elif scene.lemmas[at] not in WITHIN and scene.tokens[at].text not in WITHIN:
            break
    return last


def _opening(scene: Scene, amount: Amount) -> int:
    """Take in "fine of" before a sum."""
    near = range(max(0, amount.first - 3), amount.first)
    return next((i for i in near if scene.lemmas[i] in FINES and scene.tokens[i].upos == "NOUN"), amount.first)


def _is_close(scene: Scene, match: Match, amount: Amount) -> bool:
    """Say whether an amount without a word for what is served completes the trigger: "fined 500 euros"."""
    own = {match.anchor, *match.words, *match.taken}
    head = scene.tokens[amount.head].head
    if amount.head in (own if match.mode == "sentence" else match.taken) and not amount.is_money:
        return True  # "asked for **nine years**"
    if head >= 0 and scene.lemmas[head] in TERMS and not amount.is_money:
        return _marked(scene, amount.head, "of")
    if head not in own and not (head >= 0 and scene.lemmas[head] in FINES):
        return False
    if amount.is_money:
        return match.mode in ("fine", "sentence", "administrative_arrest", None)
    is_term = _marked(scene, amount.head, CLOSELY) and match.mode != "trial"
    return is_term or scene.tokens[amount.head].deprel in BESIDE


def _is_own(scene: Scene, match: Match, first: int, last: int) -> bool:
    """Say whether a sentence belongs to a trigger: it holds its words, or follows them with no other event between."""
    own = {match.anchor, *match.words, *match.taken}
    if any(first <= at <= last for at in own):
        return True
    before = [anchor for anchor in scene.anchors if anchor < first]
    return max(before, default=min(scene.anchors, default=match.anchor)) in own


def _bare(scene: Scene) -> Iterator[tuple[int, int]]:
    for at, lemma in enumerate(scene.lemmas):
        for words in _BARE.get(lemma, ()):
            if scene.lemmas[at : at + len(words)] == words:
                yield at, at + len(words) - 1


def _term(scene: Scene, role: str, head: int) -> Argument:
    first, last = compact(scene, head)
    span = scene.span(first, last)
    return Argument(role, span.start, span.end, span.text, Term(compact_name(scene, first, last, head)))  # type: ignore[arg-type]  # a role
