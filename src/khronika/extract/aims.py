"""What an act is for and why: demands and reasons."""

from collections.abc import Iterator
from functools import cache

from khronika.extract.compact import compact, compact_name, marked
from khronika.extract.grammar import NOMINAL
from khronika.extract.match import Match
from khronika.extract.modality import is_done
from khronika.extract.scene import Scene
from khronika.extract.sentencing import amounts_of, is_offence
from khronika.model import Argument, Role, Term

ASKING = frozenset({"demand", "seek", "urge", "request", "insist", "call", "ask", "appeal", "press", "want", "require",
                    "требовать", "потребовать", "просить", "попросить", "призывать", "призвать", "добиваться",
                    "настаивать", "выступать",
                    "demander", "exhorter", "exiger", "réclamer", "solliciter",
                    "вимагати", "вимагаючи", "виступати", "домагатися", "зажадати", "закликати", "наполягати",
                    "попросити", "просити"})  # fmt: skip
DEMANDS = frozenset({"demand", "call", "appeal", "request", "требование", "призыв", "просьба", "лозунг",
                     "appel", "demande", "exigence", "revendication",
                     "вимога", "гасло", "заклик", "прохання"})  # fmt: skip
WANTED = "for|on|in favour of|in favor of|in support of|за+Acc|о+Loc|к+Dat|pour|en faveur de|про+Acc|до+Gen"
IN_FAVOUR = "for|in favour of|in favor of|за+Acc|pour|en faveur de"
REASONS = ("over|because of|due to|in protest at|in protest against|in protest over|in response to|in connection with"
           "|on account of|following|against|for|из-за|в связи с|по поводу|против|ввиду|вследствие|в ответ на"
           "|в знак протеста против|за+Acc"
           "|contre|à cause de|en raison de|à la suite de|suite à|au sujet de|en réaction à|pour"
           "|проти|через|у зв'язку з|на знак протесту проти|у відповідь на")  # fmt: skip
ONLY_OF_PROTEST = frozenset({"against", "против", "contre", "проти"})
NOT_OF_PROTEST = frozenset({"for", "за+Acc", "pour"})  # for what one protests is a demand
POINTERS = frozenset({"то", "тот", "те", "той"})
CAUSAL = frozenset({"because", "since", "потому", "поскольку", "так", "car", "parce", "puisque", "бо", "оскільки"})
COMPLAINING = frozenset({"protest", "complain", "oppose", "протестовать", "возмущаться",
                         "dénoncer", "protester", "обурюватися", "протестувати"})  # fmt: skip
AGAINST = "against|at|over|about|против|на+Acc|contre|проти"
TIMES = frozenset({"now", "one", "life", "most", "time", "раз", "момент"})
PAPERS = frozenset({"document", "identification", "paper", "passport", "документ", "паспорт"})
SUBSTANTIVE = ("tion", "ment", "ing", "al", "age", "ure", "ance", "ence", "ness", "ity", "rise", "cut", "law", "reform")


def find_demands(scene: Scene, match: Match) -> Iterator[Argument]:
    """Find what is asked: "demanding **higher pay**", "a rally for **the release of prisoners**", «с требованием …»."""
    anchor = scene.tokens[match.anchor]
    told = {match.anchor, anchor.head if anchor.deprel == "acl" else match.anchor}  # "the **protest** called by unions"
    for head in _wanted(scene, match):
        is_planned = match.trigger.type == "PROTEST" and head in match.taken  # "called a **strike**"
        if head not in told and not is_planned and not _is_other(scene, head):
            told.add(head)
            yield _term(scene, "demand", head)


def _wanted(scene: Scene, match: Match) -> Iterator[int]:
    own = _own(scene, match)
    for at in own:
        if scene.lemmas[at] in ASKING:
            yield from _asked(scene, at)
        beside = ("conj", "parataxis") if match.trigger.type == "PROTEST" else ()
        for clause in scene.sentence.dependents(at, "advcl", "acl", "xcomp", *beside):
            is_new = clause not in scene.anchors or clause > at
            if scene.lemmas[clause] in ASKING and clause not in own and is_new:
                yield from _asked(scene, clause)
        for noun in _demands_beside(scene, at):
            yield from _about(scene, noun)
        if match.trigger.type == "PROTEST":
            yield from (i for i in marked(scene, at, IN_FAVOUR) if i not in own)
            for clause in scene.sentence.dependents(at, "advcl", "acl"):
                is_for = any(scene.lemmas[i] == "for" for i in scene.sentence.dependents(clause, "mark"))
                if is_for and scene.lemmas[clause] not in ASKING:
                    yield clause
        if scene.lemmas[at] in DEMANDS and scene.tokens[at].upos in NOMINAL:
            yield from _about(scene, at)


def _own(scene: Scene, match: Match) -> list[int]:
    """Give the words on which an event's circumstances hang: its anchor, the nouns of its phrase, the verb above."""
    nouns = [i for i in (*match.words, *match.taken) if scene.tokens[i].upos == "NOUN"]
    return list(dict.fromkeys((match.anchor, *nouns, *_carriers(scene, match.anchor))))


def _demands_beside(scene: Scene, at: int) -> Iterator[int]:
    """Yield words for demands that stand with a word or with what stands beside it: «**с требованием** …»."""
    near = [*marked(scene, at, "with|under|с+Ins|под+Ins|к|avec|sous|з+Ins|із+Ins|під+Ins"), *_objects(scene, at)]
    beside = marked(scene, at, "over|on|in|at|из-за|в связи с|на|в|у|à|dans|біля")
    below = [i for noun in beside for i in marked(scene, noun, "с+Ins|with|avec|з+Ins|із+Ins")]
    yield from (noun for noun in (*near, *below) if scene.lemmas[noun] in DEMANDS)


def _carriers(scene: Scene, anchor: int) -> Iterator[int]:
    """Yield the verb that carries an event noun ("**held** a rally"), on which its circumstances often hang."""
    token = scene.tokens[anchor]
    if token.upos in NOMINAL and token.head >= 0 and scene.tokens[token.head].upos == "VERB":
        is_part = token.deprel.partition(":")[0] in ("obj", "obl", "nsubj")
        if is_part and (token.head not in scene.anchors or token.deprel == "obj"):
            yield token.head


def _objects(scene: Scene, index: int) -> tuple[int, ...]:
    return scene.grammar.objects(index) if scene.tokens[index].upos not in NOMINAL else ()


def _asked(scene: Scene, verb: int) -> Iterator[int]:
    """Yield what a verb of asking asks: a clause, an object that is a thing, "for …"."""
    clauses = [*scene.sentence.dependents(verb, "ccomp", "xcomp"), *_infinitives(scene, verb)]
    clauses = [c for c in clauses if c > verb and scene.tokens[c].upos in ("VERB", "AUX", "ADJ", "NOUN")]
    if clauses:
        yield clauses[0]
        yield from (i for i in scene.sentence.dependents(clauses[0], "conj") if scene.tokens[i].upos == "VERB")
        return
    things = [i for i in _objects(scene, verb) if not _is_party(scene, i)]
    things = things or [i for i in scene.grammar.obliques(verb, f"{WANTED}|Gen|Ins") if not _is_party(scene, i)]
    for thing in things:
        inner = list(_about(scene, thing)) if scene.lemmas[thing] in DEMANDS else []
        yield from inner or [thing]


def _infinitives(scene: Scene, verb: int) -> Iterator[int]:
    """Yield what somebody is asked to do though parsed as a purpose: "called on him **to resign**"."""
    for clause in scene.sentence.dependents(verb, "advcl"):
        marks = {scene.lemmas[i] for i in scene.sentence.dependents(clause, "mark")}
        if marks & {"to", "that", "чтобы"} or scene.tokens[clause].feats.get("VerbForm") == "Inf":
            yield clause


def _about(scene: Scene, noun: int) -> Iterator[int]:
    """Yield what a demand is about: "demands **for reform**", «требование **повысить зарплату**»."""
    inner = [i for i in scene.sentence.dependents(noun, "acl", "nmod", "ccomp", "xcomp", "obl") if i > noun]
    yield from (i for i in inner if not _is_party(scene, i))


def _is_party(scene: Scene, index: int) -> bool:
    """Say whether a word names a person, group or body, and so is the one asked rather than what is asked."""
    token = scene.tokens[index]
    if token.upos == "PRON":
        return True
    return token.upos in NOMINAL and scene.is_participant(index) and not token.text.lower().endswith(SUBSTANTIVE)


def _is_other(scene: Scene, head: int) -> bool:
    """Say whether a word tells a time, a number, a sum or somebody, and no aim."""
    if scene.mention_at(head, "date", "number") is not None and scene.tokens[head].upos != "VERB":
        return True
    return any(a.first <= head <= a.last for a in amounts_of(scene)) or scene.tokens[head].upos == "PRON"


def find_reasons(scene: Scene, match: Match) -> Iterator[Argument]:
    """Find why something is done: "over **unpaid wages**", «против **закрытия больницы**», "for **a poster**"."""
    told: set[int] = set()
    for head in _causes(scene, match):
        if head not in told and head != match.anchor and not _is_other(scene, head) and not _is_occasion(scene, head):
            told.add(head)
            yield _term(scene, "reason", head)


def _is_occasion(scene: Scene, head: int) -> bool:
    """Say whether a word tells how long or how many times: "for **days**", "for the third **time**"."""
    unit = scene.word("units", head)
    if scene.lemmas[head] in PAPERS and scene.tokens[head].upos == "NOUN":
        return True  # "asked for their **documents**"
    return scene.lemmas[head] in TIMES or (unit is not None and unit.meaning.startswith("time:"))


@cache
def _reasons(*, is_protest: bool, is_for: bool) -> str:
    """Give the markers of a reason; `is_for` says whether what follows "for" is one."""
    left_out = (frozenset() if is_protest else ONLY_OF_PROTEST) | (frozenset() if is_for else NOT_OF_PROTEST)
    return "|".join(each for each in REASONS.split("|") if each not in left_out)


def _causes(scene: Scene, match: Match) -> Iterator[int]:
    is_protest = match.trigger.type in ("PROTEST", "REQUEST", "THREATEN")
    for at in _own(scene, match):
        is_for = not is_protest and scene.tokens[at].upos not in NOMINAL
        for head in marked(scene, at, _reasons(is_protest=is_protest, is_for=is_for)):
            is_term = match.trigger.type == "COERCE" and head in match.taken  # "asked **for a term** of two years"
            if not scene.is_participant(head) and not is_offence(scene, head) and not is_term:
                yield head
        for party in _objects(scene, at) if not is_protest else ():
            yield from marked(scene, party, "за+Acc")  # «звільнив робітників **за участь** у страйку»
        if scene.lemmas[at] in COMPLAINING:
            yield from (i for i in _objects(scene, at) if not scene.is_participant(i))
            yield from (i for i in scene.grammar.obliques(at, AGAINST) if not scene.is_participant(i))
        for clause in scene.sentence.dependents(at, "advcl") if is_protest else ():
            if scene.lemmas[clause] in COMPLAINING:  # "pour **dénoncer** la fermeture"
                yield from (i for i in _objects(scene, clause) if not scene.is_participant(i))
                yield from (i for i in scene.grammar.obliques(clause, AGAINST) if not scene.is_participant(i))
        for pointer in scene.grammar.obliques(at, "за+Acc|через+Acc|из-за+Gen") if not is_protest else ():
            if scene.lemmas[pointer] in POINTERS:  # «за то, что **она писала**»
                yield from scene.sentence.dependents(pointer, "acl", "ccomp", "advcl")
        for clause in scene.sentence.dependents(at, "advcl"):
            marks = {scene.lemmas[i] for i in scene.sentence.dependents(clause, "mark")}
            is_for = "for" in marks or ("pour" in marks and is_done(scene, clause))
            is_told = marks & CAUSAL or (not is_protest and is_for)
            if is_told and not ("since" in marks and scene.mention_at(clause, "date")):
                yield clause


def _term(scene: Scene, role: Role, head: int) -> Argument:
    first, last = compact(scene, head)
    span = scene.span(first, last)
    return Argument(role, span.start, span.end, span.text, Term(compact_name(scene, first, last, head)))
