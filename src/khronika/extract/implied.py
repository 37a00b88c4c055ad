"""Parties that only the clause around names: "accused **him** of murder", "**she** died during her arrest"."""

from khronika.extract.grammar import NOMINAL, is_predicate, marker
from khronika.extract.match import Match
from khronika.extract.parties import TO_SOMEBODY, Filler, is_deed, is_possible, is_somebody
from khronika.extract.scene import Scene
from khronika.extract.sentencing import CHARGING
from khronika.extract.sufferers import is_aim
from khronika.model import Role

BLAMING = frozenset({"of", "for", "with", "over", "за", "в", "по", "pour", "de", "у"})
ATTRIBUTING = frozenset(
    "ascribe attribute impute приписать приписывать attribuer imputer приписати приписувати".split()
)
BLAME_ON = frozenset({"blame", "pin"})  # "the killing was **blamed** on the rebels"
# Who does this to a deed has done it.
ADMITTING = frozenset("admit confess own признаться сознаться avouer reconnaître зізнатися".split())
WORKS = frozenset({"doing", "handiwork", "work", "œuvre"})  # "the bombing was the **work** of the rebels"
DOERS = frozenset("author instigator mastermind organiser organizer perpetrator ringleader auteur commanditaire "
                  "исполнитель организатор виконавець організатор".split())  # fmt: skip
SHARING = frozenset({"part", "участие", "участь"})  # «брали **участь** у вбивстві»
BEING = frozenset("оказаться оказываться стать являться быть виявитися стати бути".split())
# "**placed** the responsibility for the murder on the officers"
LAYING = frozenset("lay pin place put возлагать возложить rejeter покладати покласти".split())
HOLDING = frozenset("call consider declare deem find hold считать признать tenir juger вважати визнати".split())
RESPONSIBILITY = frozenset(
    {"blame", "credit", "responsibility", "ответственность", "responsabilité", "відповідальність"}
)
GUILTY = frozenset({"responsible", "guilty", "answerable", "виновный", "виноватый", "ответственный", "причастный",
                    "responsable", "coupable", "винний", "причетний"})  # fmt: skip
CASES = frozenset({"case", "investigation", "probe", "дело", "расследование", "affaire", "enquête", "провадження",
                   "розслідування", "справа"})  # "opened a **case** over the beating"
PROTESTING = frozenset({"migrants", "people", "prisoners", "protesters", "students", "workers"})
TOPICS = frozenset({"about", "on", "о", "об", "sur", "про"})
WITH = "with|avec|с+Ins|з+Ins|із+Ins|зі+Ins"
DURING = frozenset(
    {
        "during",
        "after",
        "before",
        "following",
        "since",
        "upon",
        "во время",
        "при",
        "после",
        "в ходе",
        "до",
        "pendant",
        "lors de",
        "durant",
        "après",
        "au bout de",
        "avant",
        "depuis",
        "під час",
        "після",
        "у ході",
        "в ході",
    }
)


def implied_party(scene: Scene, match: Match, found: set[Role]) -> list[Filler]:
    """Give who, by the clause around an event noun, must have done or suffered it."""
    token = scene.tokens[match.anchor]
    if token.upos not in NOMINAL or token.head < 0:
        return []
    owning = _owning(scene, match.anchor) if match.trigger.type == "ASSAULT" and "actor" not in found else ()
    is_beside = token.deprel.partition(":")[0] in ("obl", "nmod")
    governor = _clause_above(scene, match.anchor)
    role: Role = "recipient" if match.trigger.frame == "patient" or match.trigger.type == "COERCE" else "actor"
    if owning:
        role, chosen = "actor", owning
    elif role in found or governor is None or not is_beside:
        return []
    elif role == "actor":
        chosen = _guilty(scene, match.anchor, governor) or _protesting(scene, match, governor)
        if "recipient" in found:
            chosen = chosen or _meeting(scene, match, governor)
    else:
        chosen = _held(scene, match, governor)
    named = (t for t in chosen if is_possible(scene, t) and not is_deed(scene, t))
    return [Filler(role, t, t, True) for t in named if _may_have_done(scene, match, t) or is_somebody(scene, t)]


def _may_have_done(scene: Scene, match: Match, index: int) -> bool:
    """Say whether a word of no known class may name who did an attack: "**the Brethren** claimed responsibility"."""
    is_noun = scene.tokens[index].upos in ("NOUN", "PROPN") and scene.lemmas[index] not in CASES
    return match.trigger.type == "ASSAULT" and is_noun


def _owning(scene: Scene, anchor: int) -> tuple[int, ...]:
    """Give who is told to have done a deed: "attributed **to the rebels**", "**they** admitted it", "work **of** …"."""
    token, grammar = scene.tokens[anchor], scene.grammar
    if token.head < 0:
        return ()
    lemma, relation = scene.lemmas[token.head], token.deprel.partition(":")[0]
    if token.deprel in ("nsubj:pass", "obj") and lemma in ATTRIBUTING | BLAME_ON:
        given = [*grammar.obliques(token.head, "to|on|à|Dat"), *scene.sentence.dependents(token.head, "iobj")]
        return tuple(given)
    if relation == "nsubj" and lemma in WORKS:
        return tuple(grammar.obliques(token.head, "of|de"))
    if relation == "nmod" and lemma in DOERS:
        return _named_as(scene, token.head)
    if relation == "nmod" and lemma in SHARING and scene.tokens[token.head].deprel == "obj":
        return grammar.subjects(scene.tokens[token.head].head)
    if lemma in ADMITTING and (relation == "obj" or marker(scene.sentence, anchor)[0] in ("to", "up to", "в", "у")):
        return grammar.subjects(token.head)
    return ()


def _named_as(scene: Scene, index: int) -> tuple[int, ...]:
    """Give who is told to be what a noun says: "the perpetrators were **soldiers**", «организаторами были **они**»."""
    token = scene.tokens[index]
    if token.head < 0:
        return ()
    above = token.head
    if token.deprel == "nsubj" and any(True for _ in scene.sentence.dependents(above, "cop")):
        return (above,) if is_somebody(scene, above) else ()
    if scene.lemmas[above] in BEING and token.deprel != "nsubj":
        return scene.grammar.surface_subjects(above)
    return ()


def _guilty(scene: Scene, anchor: int, governor: int) -> tuple[int, ...]:
    """Give who is blamed, sentenced or responsible for a deed, or has claimed responsibility for it."""
    grammar, top = scene.grammar, _top(scene, anchor)
    if scene.lemmas[governor] in CHARGING and marker(scene.sentence, anchor)[0] in ("of", "de"):
        return grammar.objects(governor)  # "suspect **the rebels** of the bombing"
    if not _is_blamed(scene, anchor):
        return ()
    if scene.lemmas[top] in RESPONSIBILITY and scene.lemmas[governor] in LAYING:
        return tuple(t for at in (governor, top, anchor) for t in grammar.obliques(at, "on|upon|на+Acc|sur"))
    if scene.lemmas[governor] in GUILTY and scene.tokens[governor].deprel == "amod":
        held = grammar.governor(scene.tokens[governor].head)  # "**held** the army responsible"
        is_held = held is not None and scene.lemmas[held] in HOLDING
        return grammar.objects(held) if is_held and held is not None else ()
    if scene.lemmas[top] in RESPONSIBILITY or scene.lemmas[governor] in GUILTY:
        is_claimed = scene.tokens[top].deprel == "nsubj:pass"  # "responsibility was claimed **by the rebels**"
        claiming = grammar.subjects(governor) if is_claimed else grammar.surface_subjects(governor)
        return tuple(t for t in claiming if t != top)
    return scene.grammar.objects(governor) if governor in scene.anchors else ()


def _protesting(scene: Scene, match: Match, governor: int) -> tuple[int, ...]:
    """Give those of whom the clause tells what befell them during or after a protest: it was theirs."""
    if match.trigger.type != "PROTEST" or marker(scene.sentence, _top(scene, match.anchor))[0] not in DURING:
        return ()
    return tuple(t for t in scene.grammar.surface_subjects(governor) if scene.means(t) in PROTESTING)


def _meeting(scene: Scene, match: Match, governor: int) -> tuple[int, ...]:
    """Give who met somebody: "**The farmers** lifted the blockade after a meeting with the minister"."""
    if match.trigger.type != "CONSULT" or marker(scene.sentence, match.anchor)[0] not in DURING:
        return ()
    met = set(scene.grammar.obliques(match.anchor, WITH))
    subjects = scene.grammar.subjects(governor)
    return subjects if met and met.isdisjoint(subjects) else ()


def _held(scene: Scene, match: Match, governor: int) -> tuple[int, ...]:
    """Give to whom it was done: the object of what blames, else, during the act, the subject of the clause."""
    is_during = marker(scene.sentence, _top(scene, match.anchor))[0] in DURING
    is_blame = governor in scene.anchors and _is_blamed(scene, match.anchor)
    is_goal = match.mode in TO_SOMEBODY and is_aim(scene, _top(scene, match.anchor))
    if not is_blame and not is_during and not is_goal and match.trigger.frame != "patient":
        return ()
    blamed = scene.grammar.objects(governor) if is_blame or not is_during else ()
    if (is_goal or is_blame) and not is_during and not blamed:
        return ()
    return blamed or scene.grammar.surface_subjects(governor)


def _is_blamed(scene: Scene, index: int) -> bool:
    """Say whether a deed is what somebody is blamed for: "for arson", also where it hangs on "two years in jail"."""
    top = _top(scene, index)
    if top != index and marker(scene.sentence, index)[0] in TOPICS:
        return False  # "arrested over their reports **on the strike**"
    return marker(scene.sentence, top)[0] in BLAMING or marker(scene.sentence, index)[0] in ("for", "за", "pour")


def _top(scene: Scene, index: int) -> int:
    """Climb from a noun over the nouns that it modifies to the one that stands in the clause."""
    while scene.tokens[index].deprel in ("nmod", "conj") and scene.tokens[scene.tokens[index].head].upos in NOMINAL:
        index = scene.tokens[index].head
    return index


def _clause_above(scene: Scene, index: int) -> int | None:
    head = scene.tokens[_top(scene, index)].head
    return head if head >= 0 and is_predicate(scene.tokens[head]) else None
