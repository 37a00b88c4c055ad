"""Whether an event is told as actual: negation, modality, tense, conditions and the words that govern it.

The tree is climbed from the trigger; what governs a complement ("refused to …", "threatened …") holds for all below it.
"""

from collections.abc import Iterator, Sequence

from khronika.extract.dating import is_verbless
from khronika.extract.generic import is_kind, is_unbound
from khronika.extract.grammar import NOMINAL
from khronika.extract.match import Match
from khronika.extract.modality import (
    has_no_subject,
    lacks_object,
    of_determiner,
    of_governor,
    of_helper,
    of_infinitive,
    of_itself,
    of_word,
    of_word_order,
    purpose_marks,
)
from khronika.extract.parties import Filler
from khronika.extract.scene import Scene
from khronika.model import Interval, Realis

COMPLEMENTS = frozenset(
    "xcomp ccomp obj obl nmod acl csubj nsubj:pass advcl nmod:poss amod compound iobj nsubj".split()
)
GOVERNED = ("xcomp", "ccomp", "acl", "obj")  # relations through which a governor's governor still speaks
# What ends or goes on has begun, whenever that will be: "the strike **will end** on Friday".
LASTING = frozenset(
    "cease continue end закончиться завершиться кончиться прекратиться продлиться продолжиться прекратить "
    "закінчитися завершитися припинитися продовжитися тривати cesser continuer".split()
)
# What this is done about has been done, whether it is or will be: "plan to **appeal** against the dismissals".
CONTESTING = frozenset(
    "appeal challenge condemn contest denounce investigate contester dénoncer обжаловать оспорить осудить расследовать "
    "засудити оскаржити розслідувати".split()
)
EVERY = frozenset({"each", "every", "каждый", "кожен", "кожний", "chaque"})
GIVING = frozenset({"AID", "CONCEDE", "RETREAT"})
ORDERING = frozenset({"direct", "oblige", "order", "enjoindre", "obliger", "ordonner"})
HAVING = frozenset({"avoir", "have", "иметь", "мати"})
SOON = frozenset({"tonight", "tomorrow", "demain", "завтра"})
CLIMB = 7
ORDER: tuple[Realis, ...] = ("hypothetical", "future", "generic")


def find_realis(scene: Scene, match: Match, fillers: Sequence[Filler]) -> Realis:
    """Decide the realis of the event that a match tells; `fillers` are those found to take part in it.

    A condition outweighs all; of two negations one undoes the other; next is what leaves it open, then what will come.
    """
    signals = list(_signals(scene, match))
    if "condition" in signals:
        return "hypothetical"
    if signals.count("negated") % 2:
        return "negated"
    if "called" in signals or _is_notice(scene, match):
        return "future"
    if not fillers and is_unbound(scene, match):
        signals.append("generic")
    return next((realis for realis in ORDER if realis in signals), "hypothetical" if _is_asked(scene) else "actual")


def _is_notice(scene: Scene, match: Match) -> bool:
    """Say whether a line without a verb gives notice of a protest: "**Vigil** at the hospital tonight, 7 pm"."""
    if match.trigger.type != "PROTEST" or match.pos != "NOUN" or not is_verbless(scene):
        return False
    report = scene.analysis.anchor
    for day in scene.mentions:
        if day.kind == "date" and isinstance(day.value, Interval):
            is_ahead = report is not None and day.value.start is not None and day.value.start > report
            if is_ahead or not SOON.isdisjoint(day.text.casefold().split()):
                return True
    return False


# Words that ask for a circumstance of what is taken as given: "**why** did they dismiss you?".
GRANTING = frozenset(
    "why when where who how почему когда где кто как зачем сколько чому коли де хто як скільки навіщо pourquoi quand "
    "où qui comment combien".split()
)


def _is_asked(scene: Scene) -> bool:
    """Say whether a sentence asks if something happened; one that asks why or when takes it for granted."""
    words = (i for i, token in enumerate(scene.tokens) if token.text[0].isalpha() and not _is_label(scene, i))
    opening = next(words, None)
    if opening is not None and scene.forms[opening] in GRANTING:
        return False
    return scene.analysis.text[scene.sentence.start : scene.sentence.end].rstrip(" »”\"'").endswith("?")


def _is_label(scene: Scene, index: int) -> bool:
    """Say whether a word stands before a colon at the head of a line: "Q: When …"."""
    return any(token.text == ":" for token in scene.tokens[index + 1 : index + 3])


def _signals(scene: Scene, match: Match) -> Iterator[str]:
    used = frozenset((*match.words, *match.taken))
    yield from of_itself(scene, match)
    yield from of_infinitive(scene, match)
    yield from of_word_order(scene, match.anchor)
    token = scene.tokens[match.anchor]
    if token.upos == "AUX" and token.head >= 0:  # "will" tells a promise, unless it is "will not"
        yield from (signal for signal in of_word(scene, token.head, used) if signal == "negated")
    yield from of_word(scene, match.anchor, used | set(purpose_marks(scene, match)))
    for taken in match.taken:
        yield from of_determiner(scene, taken)
    if is_kind(scene, match) or _is_habit(scene, match.anchor):
        yield "generic"
    yield from _above(scene, match, used)


def _is_habit(scene: Scene, index: int) -> bool:
    """Say whether a present is told of each day, week or year: "**every year** dozens are arrested"."""
    tokens = scene.tokens
    helpers = list(scene.sentence.dependents(index, "aux"))
    finite = helpers[0] if helpers else index
    if tokens[finite].feats.get("Tense") != "Pres" or scene.lemmas[finite] in HAVING:
        return False  # but "has stood there every Friday since"
    times = (i for i in scene.sentence.children[index] if scene.mention_at(i, "date") is not None)
    return any(scene.lemmas[word] in EVERY for time in times for word in scene.sentence.dependents(time, "det", "amod"))


def _is_court_order(scene: Scene, match: Match, index: int) -> bool:
    """Say whether a court's order does what it orders: "the court **ordered** his release"."""
    is_open = scene.tokens[index].feats.get("VerbForm") == "Inf"  # "asked the court **to order** his release"
    if match.trigger.type not in GIVING or scene.lemmas[index] not in ORDERING or is_open:
        return False
    return any(scene.means(who) == "court" for who in scene.grammar.subjects(index))


def _above(scene: Scene, match: Match, used: frozenset[int]) -> Iterator[str]:
    """Climb to what governs an event's word, and yield what that says of it."""
    at = first = match.anchor
    is_open = True  # whether what negates or modalises the governor still reaches down here
    for _ in range(CLIMB):
        relation, head = scene.tokens[at].deprel, scene.tokens[at].head
        bare = relation.partition(":")[0]
        if (
            head < 0
            or relation == "acl:relcl"
            or (bare != "conj" and relation not in COMPLEMENTS and bare not in COMPLEMENTS)
        ):
            return
        if bare == "conj":
            if is_open and _may_share(scene, at):
                yield from (s for helper in scene.sentence.dependents(head, "aux") for s in of_helper(scene, helper))
                if has_no_subject(scene, head, used):
                    yield "negated"
        else:
            is_told = at != first and scene.word("reporting", at) is not None  # "declined to **say** whether"
            if bare in ("obj", "obl") and scene.lemmas[head] in CONTESTING:
                return
            if head not in used and not is_told and not _is_court_order(scene, match, head):
                yield from of_governor(scene, at, head)
            is_open = is_open and _lets_through(scene, at, head)
            if is_open:
                signals = list(of_word(scene, head, used))
                if bare == "nsubj" and scene.lemmas[head] in LASTING:
                    signals = [signal for signal in signals if signal not in ORDER]
                if bare == "nsubj" and "negated" in signals and lacks_object(scene, head):
                    signals.remove("negated")  # "the march had **no trouble**" was held
                yield from signals
            elif bare not in GOVERNED:
                return
        at = head


def _lets_through(scene: Scene, at: int, head: int) -> bool:
    """Say whether a governor's own negation and tense hold for its complement."""
    bare = scene.tokens[at].deprel.partition(":")[0]
    if bare == "xcomp":
        return True
    is_be = scene.lemmas[head] in ("be", "быть", "être", "avoir", "бути")
    light = scene.word("light", head)
    if bare == "nsubj" and _says_of(scene, head):
        return False
    is_carried = is_be or light is not None or scene.tokens[head].upos != "VERB"
    return bare in ("obj", "nsubj") and scene.tokens[at].upos in NOMINAL and is_carried


def _says_of(scene: Scene, verb: int) -> bool:
    """Say whether a verb says something else of its subject than that it was: "if the arrest **had** any reason"."""
    if scene.grammar.is_passive(verb) or scene.tokens[verb].upos != "VERB":
        return False
    light = scene.word("light", verb)
    is_having = scene.lemmas[verb] in HAVING or (light is not None and light.meaning != "happens")
    return is_having and any(True for _ in scene.sentence.dependents(verb, "obj"))


def _may_share(scene: Scene, index: int) -> bool:
    """Say whether a coordinated verb leaves its auxiliary to the first: "will march and rally"."""
    has_own = any(True for _ in scene.sentence.dependents(index, "aux", "nsubj", "cop"))
    return not has_own and scene.tokens[index].upos in ("VERB", "AUX")
