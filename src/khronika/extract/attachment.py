"""How closely a time or place expression belongs to an event: by the tree first, then by the sentence."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct

from khronika.extract.grammar import marker, only_dates
from khronika.extract.scene import Scene
from khronika.extract.traits import SLAVIC
from khronika.model import Mention, Place

DIRECT, CLAUSE, WITHIN, SENTENCE = 4.0, 3.0, 2.0, 1.0
TOLD = 2.0  # from here on the grammar itself ties the words to the event
NEVER = -9.0  # the words tell of another time
CHAIN = frozenset({"flat", "compound", "appos", "conj", "nmod", "goeswith", "fixed", "amod", "nummod", "list", "dep"})
INSIDE = frozenset({
    "at", "in", "inside", "outside", "near", "on", "around", "в", "у", "на", "около", "возле", "à", "en", "dans",
    "біля", "поблизу",
})  # fmt: skip
# Where somebody or something goes, or what it is meant for: where the event itself was is not said.
GOAL = frozenset({"to", "toward", "towards", "into", "for", "к", "ко", "для", "vers", "pour", "до"})
WAYS = frozenset({"в", "во", "на", "у"})  # with the accusative
VOWELS = frozenset("аеёиоуыэюяєії")
ORIGIN = frozenset({"from", "of", "из", "от", "by", "depuis", "із", "від"})
# Words for a part of a town or country, which is where the whole is: "in the **centre** of Leeds".
PARTS = frozenset({
    "area", "capital", "centre", "center", "city", "district", "east", "edge", "heart", "middle", "neighborhood",
    "neighbourhood", "north", "northeast", "northwest", "outskirt", "outskirts", "part", "port", "province", "quarter",
    "region", "south", "southeast", "southwest", "square", "street", "suburb", "town", "village", "west",
    "центр", "окраина", "район", "улица", "площадь", "город", "пригород", "север", "юг", "восток", "запад", "столица",
    "centre-ville", "banlieue", "quartier", "rue", "place", "ville", "nord", "sud", "est", "ouest", "périphérie",
    "околиця", "вулиця", "площа", "місто", "передмістя", "північ", "південь", "схід", "захід", "столиця",
})  # fmt: skip
# What stands before or after something is of another time than what is told of it.
APART = frozenset({
    "after", "before", "since", "until", "till", "following",
    "после", "до", "перед", "прежде", "спустя", "через", "après", "avant", "dès", "після",
})  # fmt: skip
# Before what an event is about, which was at another time.
ABOUT = frozenset({
    "about", "against", "for", "on", "over", "to", "за", "о", "об", "по", "против", "contre", "pour", "sur", "про",
    "проти",
})  # fmt: skip
DUE = frozenset("bonus pay rent salary wage wages аванс аренда зарплата премия loyer salaire зарплатня оренда".split())
OWED = frozenset({"for", "за", "pour"})  # before the time that pay, rent or a report is for
# What is compared with an event was another: "smaller **than** Saturday's rally", "at the hour **as** one in Riga".
THAN = frozenset({"than", "unlike", "чем", "нежели", "ніж"})
AS = frozenset({"as", "как", "як"})
COMPARING = THAN | AS
BRACKETS = re.compile(r"(?:, | \()(?:(?:on|in|at|в|во|на) )?")
BETWEEN = re.compile(r" ?(?:\w+ )?")
WHERE = frozenset({"where", "где", "où", "де"})
JOINED = frozenset({" и ", " і ", " й ", " та "})
JOINING = frozenset({"CCONJ", "PUNCT", "AUX", "ADV", "PART"})


BESIDE = frozenset({"conj", "parataxis"})
BELOW = frozenset({"acl", "advcl", "ccomp", "xcomp"})
# Events that only speak of another: when one was condemned says nothing of when it was.
JUDGING, JUDGED = frozenset({"ACCUSE", "REJECT", "SUPPORT"}), frozenset({"condemnation", "denial"})


class Attached(Struct, frozen=True):
    """An expression and how closely it belongs to the event at hand."""

    mention: Mention
    closeness: float


def attached(scene: Scene, anchor: int, carrier: int | None, kind: str) -> list[Attached]:
    """Give the sentence's places or dates, the closest to the event first."""
    found = [
        Attached(mention, closeness(scene, anchor, carrier, mention))
        for mention in scene.mentions
        if mention.kind == kind and not _is_in_longer(scene, mention)
    ]
    return sorted(found, key=lambda a: (-a.closeness, abs(a.mention.start - scene.tokens[anchor].start)))


def _is_in_longer(scene: Scene, mention: Mention) -> bool:
    return any(
        other.kind in ("person", "organisation")
        and other.start <= mention.start
        and mention.end <= other.end
        and (other.start, other.end) != (mention.start, mention.end)
        for other in scene.mentions
    )


def closeness(scene: Scene, anchor: int, carrier: int | None, mention: Mention) -> float:
    """Say how closely an expression belongs to an event: DIRECT, CLAUSE, WITHIN, SENTENCE, less what speaks against."""
    head = scene.sentence.head_of(mention.start, mention.end)
    if head is None:
        return 0.0
    if _is_behind(scene, anchor, mention):
        return DIRECT
    if _is_said_of(scene, head, anchor) or _is_in_brackets(scene, anchor, mention):
        return DIRECT
    if mention.kind == "date" and _is_of_another_time(scene, head, anchor, carrier):
        return NEVER
    if mention.kind == "date" and only_dates(scene.sentence, head):
        return NEVER
    if _is_compared(scene, head, anchor) or (mention.kind == "date" and _is_compared(scene, anchor, head)):
        return NEVER
    if mention.kind == "place" and _is_where(scene, head, anchor):
        return CLAUSE
    heading = scene.heading_end
    if heading is not None and mention.end <= heading < scene.tokens[anchor].start:
        return CLAUSE
    token = scene.tokens[head]
    owned = _owned(scene, token.head) if token.deprel == "nmod:poss" else -1
    if owned >= 0 and marker(scene.sentence, owned)[0] in INSIDE:
        head, token = owned, scene.tokens[owned]  # "at **Lille**'s hospital"
    if token.deprel.startswith("nmod") and scene.lemmas[token.head] in PARTS:
        head, token = token.head, scene.tokens[token.head]  # "in the centre of **Leeds**"
    if mention.kind == "place" and _is_house(scene, head, mention):
        head, token = token.head, scene.tokens[token.head]  # "at its **Leeds** depot"
    level = _level(scene, head, anchor, carrier)
    is_theirs = mention.kind == "place" and _is_of_antecedent(scene, head, anchor)
    if is_theirs:
        level = max(level, WITHIN)
    if _is_beyond(scene, head, anchor):
        level = min(level, SENTENCE)
    is_own = mention.kind == "date" and token.head in (anchor, carrier)  # «апрельский митинг», "the Monday rally"
    is_adjective = token.upos == "ADJ" or token.deprel in ("amod", "compound")
    is_number = token.text[:1].isdigit()  # a day's number is called an adjective, too: «24 травня»
    if is_adjective and not (is_own or is_theirs or is_number):
        level -= 2.2
    if token.deprel in ("nmod:poss", "nsubj", "nsubj:pass", "obj", "iobj", "obl:agent") and mention.kind == "place":
        level -= 3.5  # "Norway granted …" is who, not where
    if mention.kind == "date" and level < TOLD and _is_of_another_clause(scene, head, anchor):
        return NEVER
    if mention.kind == "place":
        level -= 1.2 * (marker(scene.sentence, head)[0] in ORIGIN and not _is_near(scene, head))
        level -= 3.5 * _is_goal(scene, head)
        level -= 3.5 * _is_of_people(scene, mention, head)
    return level


def _is_near(scene: Scene, head: int) -> bool:
    """Say whether a place tells where the event was by its neighbourhood: "east **of Maribor**", no nearer one told."""
    above = scene.tokens[head].head
    is_beside = above >= 0 and scene.tokens[above].upos == "ADV" and scene.lemmas[above] in PARTS
    return is_beside and sum(mention.kind == "place" for mention in scene.mentions) == 1


def _is_house(scene: Scene, head: int, mention: Mention) -> bool:
    """Say whether a town tells where that is where the event was: "at its **Leeds** depot", «на **омском** рынке»."""
    token = scene.tokens[head]
    is_town = isinstance(mention.value, Place) and mention.value.precision == "settlement"
    if not is_town or token.deprel not in ("amod", "compound") or scene.tokens[token.head].upos != "NOUN":
        return False
    return marker(scene.sentence, token.head)[0] in INSIDE


def _is_goal(scene: Scene, head: int) -> bool:
    """Say whether a place is where somebody goes: "put on a plane **to** Tunis", «вывезли **в** Минск», «в Москву».

    Of a name that is not inflected («в Гао», «в Баку») nobody can say.
    """
    mark, token = marker(scene.sentence, head)[0], scene.tokens[head]
    if mark in WAYS and token.feats.get("Case") == "Acc":
        ending = token.text[-1].lower()
        return ending not in VOWELS or (ending in "ую" and scene.lemmas[head][-1] in "ая")
    return mark in GOAL


def _is_of_people(scene: Scene, mention: Mention, head: int) -> bool:
    """Say whether a noun names people by where they come from: "nineteen **Syrians**", «двое **сирийцев**»."""
    token = scene.tokens[head]
    if token.upos not in ("NOUN", "PROPN") or not isinstance(mention.value, Place):
        return False
    if token.feats.get("Animacy") == "Anim":
        return True
    is_name = mention.text.casefold() in mention.value.name.casefold()
    return scene.sentence.language == "en" and token.feats.get("Number") == "Plur" and not is_name


def _owned(scene: Scene, index: int) -> int:
    """Give what is spoken of where it is one of several: "at one of Lille's **hospitals**" is at *one*."""
    above = scene.tokens[index].head
    is_of = above >= 0 and marker(scene.sentence, index)[0] == "of"
    return above if is_of and scene.tokens[above].upos in ("NUM", "DET", "PRON") else index


def _is_of_another_time(scene: Scene, head: int, anchor: int, carrier: int | None) -> bool:
    """Say whether a date tells when something else was, of which the event is told.

    Either it stands in a clause of its own ("gathered against the bill **which is due next week**", "under a deal
    **reached on Monday**"), or so long before or after the event ("walked free on Friday, nine months **after his
    arrest**").
    """
    path, above = scene.grammar.path(head), [anchor, *scene.grammar.path(anchor)]
    own = {anchor, carrier}
    token = scene.tokens[head]
    before = min(scene.sentence.subtree(head)) - 1
    is_beside = token.deprel.startswith("nmod") or (before >= 0 and scene.lemmas[before] in DUE)
    if is_beside and token.head not in own and marker(scene.sentence, head)[0] in OWED:
        return True  # "demanding the pay **for October**"
    for at, governor in zip([head, *path], path, strict=False):
        if at in above:
            break
        if scene.tokens[at].deprel in ("acl:relcl", "acl") and governor not in own:
            return True
    for below, at in zip((anchor, *above), above, strict=False):
        if _is_matter_of(scene, below, at) or (anchor not in path and _is_judged(scene, below, at)):
            return True
        if at in path or at == head:
            return False
        if at != carrier and _is_measured_from(scene, at):
            return True
    return False


def _is_matter_of(scene: Scene, index: int, governor: int) -> bool:
    """Say whether an event is what another is about: "rejected on Monday the claim against a **march**"."""
    if governor == index or governor not in scene.anchors or not scene.tokens[index].deprel.startswith("nmod"):
        return False
    return marker(scene.sentence, index)[0] in ABOUT


def _is_judged(scene: Scene, index: int, governor: int) -> bool:
    """Say whether an event is what another only speaks of: "condemned on Monday the **attack**"."""
    relation = scene.tokens[index].deprel.partition(":")[0]
    if governor == index or relation not in ("obj", "nsubj", "ccomp"):
        return False
    if relation == "nsubj" and not scene.grammar.is_passive(governor):
        return False
    rows = scene.lexicon.by_anchor.get(scene.lemmas[governor], ())
    return any(row.mode in JUDGED or (row.type in JUDGING and governor in scene.anchors) for row in rows)


def _is_said_of(scene: Scene, head: int, anchor: int) -> bool:
    """Say whether an expression is what is said of the event: "the last **rally** was in **2018**"."""
    token = scene.tokens[anchor]
    return token.head == head and token.deprel.partition(":")[0] == "nsubj"


def _is_in_brackets(scene: Scene, anchor: int, mention: Mention) -> bool:
    """Say whether an expression is put in right after the event: "the first **rally**, on **3 March**, had …"."""
    text = scene.analysis.text
    ends = [scene.tokens[at].end for at in (anchor, *scene.grammar.obliques(anchor, "of|Gen"))]
    end = max((each for each in ends if each <= mention.start), default=scene.tokens[anchor].end)
    return bool(BRACKETS.fullmatch(text, end, mention.start)) and text[mention.end : mention.end + 1] in (",", ")")


def _is_behind(scene: Scene, anchor: int, mention: Mention) -> bool:
    """Say whether a day stands right behind a Slavic event noun, or joined to one that does: «марши **2 и 5 мая**»."""
    token, text = scene.tokens[anchor], scene.analysis.text
    if mention.kind != "date" or token.upos != "NOUN" or scene.sentence.language not in SLAVIC:
        return False
    starts = [one for one in scene.mentions if one.kind == "date" and text[token.end : one.start] == " "]
    return any(one is mention or text[one.end : mention.start] in JOINED for one in starts)


def _is_compared(scene: Scene, head: int, anchor: int) -> bool:
    """Say whether an expression belongs to what the event is only compared with."""
    if COMPARING.isdisjoint(scene.vocabulary):
        return False
    above = {anchor, *scene.grammar.path(anchor)}
    for at in (head, *scene.grammar.path(head)):
        if at in above:
            return False
        cases = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(at, "case")}
        marks = {scene.tokens[i].text.lower() for i in scene.sentence.dependents(at, "mark")}
        if (cases | marks) & THAN or (at != head and cases & AS):
            return True
    return False


def _is_where(scene: Scene, head: int, anchor: int) -> bool:
    """Say whether an event is told of a place: "in Riga, **where** a crowd **gathered**"."""
    way = [anchor, *scene.grammar.path(anchor)]
    if head not in way:
        return False
    clause = way[: way.index(head)]
    is_clause = bool(clause) and scene.tokens[clause[-1]].deprel == "acl:relcl"
    return is_clause and any(
        scene.lemmas[child] in WHERE for each in clause[-1:] for child in scene.sentence.children[each]
    )


def _is_measured_from(scene: Scene, index: int) -> bool:
    """Say whether a word is that from which a time is counted: "a year after the **strike**"."""
    for child in scene.sentence.dependents(index, "case", "mark"):
        if scene.tokens[child].text.lower() in APART:
            before = scene.tokens[child].start
            return any(
                mention.kind in ("date", "number") and before > mention.start and _reaches(scene, mention, child)
                for mention in scene.mentions
            )
    return False


def _reaches(scene: Scene, mention: Mention, index: int) -> bool:
    """Say whether a time or number stands right before a word, with one more word between at most."""
    between = scene.analysis.text[mention.end : scene.tokens[index].start]
    return mention.end <= scene.tokens[index].start and BETWEEN.fullmatch(between) is not None


def _level(scene: Scene, head: int, anchor: int, carrier: int | None) -> float:
    """Climb from the expression to the event; each noun phrase or clause in between makes it less close."""
    path = scene.grammar.path(head)
    own = {anchor, carrier}
    if path and path[0] in own:
        return DIRECT
    above = scene.grammar.path(anchor)
    for steps, at in enumerate(path):
        if at in own and any(_is_other_clause(scene, p, own) for p in (head, *path[:steps])):
            return SENTENCE + 0.4
        if at in own:
            return (
                WITHIN + 0.5 if all(scene.tokens[p].deprel.partition(":")[0] in CHAIN for p in path[:steps]) else WITHIN
            )
        if at in above:
            hops = above.index(at)
            crossed = [anchor, *above[:hops]]
            if steps == 0 and _is_of_one_time(scene, crossed) and not _is_only_told(scene, crossed, at):
                return CLAUSE
            return SENTENCE + max(0.0, 0.8 - 0.2 * (hops + steps))
    return SENTENCE


def _is_of_antecedent(scene: Scene, head: int, anchor: int) -> bool:
    """Say whether a place is where those are of whom a clause tells: "the drivers in **Riga**, who **struck**".

    Also «**омских** коллег, **вышедших** на пикет».
    """
    token, clause = scene.tokens[head], scene.tokens[anchor]
    is_inside = token.deprel.startswith("nmod") and marker(scene.sentence, head)[0] in INSIDE
    is_relative = clause.deprel == "acl:relcl" if is_inside else clause.deprel.startswith("acl")
    return (is_inside or token.deprel in ("amod", "compound")) and is_relative and clause.head == token.head


def _is_beyond(scene: Scene, one: int, other: int) -> bool:
    """Say whether a semicolon or colon parts two words: what stands beyond it is told by itself."""
    return any(token.text in (";", ":") for token in scene.tokens[min(one, other) : max(one, other)])


def _is_other_clause(scene: Scene, index: int, own: Collection[int | None]) -> bool:
    """Say whether a word heads a clause that is not of the event's own words.

    "was arrested and **let go** on Monday", "one **who lives** in Leeds was …"; but "were arrested and **fined** in
    Leeds", where nothing parts the two, and "the bill **which is due** next week".
    """
    token = scene.tokens[index]
    if token.deprel == "acl:relcl":
        return token.head not in own
    if token.upos != "VERB" or token.deprel != "conj":
        return False
    between = scene.tokens[min(index, token.head) + 1 : max(index, token.head)]
    return any(each.upos not in JOINING for each in between)


def _is_of_another_clause(scene: Scene, head: int, anchor: int) -> bool:
    """Say whether a word stands in a clause beside the event's, with a subject of its own, or in one below it."""
    above = {anchor, *scene.grammar.path(anchor)}
    for at in (head, *scene.grammar.path(head)):
        if at in above:
            return False
        relation = scene.tokens[at].deprel.partition(":")[0]
        if relation in BELOW:
            return True
        if relation in BESIDE and next(scene.sentence.dependents(at, "nsubj", "csubj"), None) is not None:
            return True
    return False


def _is_of_one_time(scene: Scene, crossed: Sequence[int]) -> bool:
    """Say whether what is told of a governor holds for what it governs: `crossed` leads up to it from the event."""
    relations = [scene.tokens[each].deprel for each in crossed]
    if "acl:relcl" in relations or not all(map(_shares_clause, relations)):
        return False
    for below, above in pairwise(relations):
        if below == "acl" and above.startswith("nmod"):
            return False  # «пикет в поддержку коллег, **вышедших** на площадь»
    marks = {scene.tokens[m].text.lower() for each in crossed for m in scene.sentence.dependents(each, "case", "mark")}
    return not marks & APART


def _is_only_told(scene: Scene, crossed: Sequence[int], governor: int) -> bool:
    """Say whether a verb speaks of the event, and what is told of it need not hold for that.

    "On Monday the union **condemned** the attack", "the court **rejected** the complaint against the ban".
    """
    relations = [scene.tokens[each].deprel.partition(":")[0] for each in crossed]
    if scene.tokens[governor].upos != "VERB" or relations[-1] in ("conj", "advcl"):
        return False
    is_of_noun = (
        relations[-1] in ("obj", "nsubj")
        and bool({"nmod", "acl"} & {*relations})
        and scene.tokens[crossed[-1]].upos == "NOUN"
    )
    is_apart = is_of_noun and crossed[-1] not in scene.anchors and scene.word("light", governor) is None
    return is_apart or "ccomp" in relations or scene.word("reporting", governor) is not None


def _shares_clause(relation: str) -> bool:
    """Say whether what is told of a governor holds for its dependent too."""
    return relation.partition(":")[0] in (
        "xcomp",
        "conj",
        "obj",
        "nsubj",
        "obl",
        "nmod",
        "advcl",
        "ccomp",
        "acl",
        "iobj",
    )
