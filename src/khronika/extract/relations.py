"""Lasting ties that a report tells: who leads, founded, belongs to, works for, stands beside or is kin to whom.

The words of ties are rows of `ties.tsv`; where the two ends of a tie stand follows from the grammar of the word that
states it: a role noun beside a name ("the union's leader, Ann Example", «лидер профсоюза Анна Пример»), a verb between
two names ("Ann Example founded the union"), or a name with its body behind it ("Ann Example, of the Nurses' Union").
"""

from collections.abc import Iterator

from khronika.extract.coreference import Antecedents
from khronika.extract.ends import NAMED, End, Ends
from khronika.extract.mergers import formed_by
from khronika.extract.roles import Roles
from khronika.extract.scene import Scene
from khronika.extract.tie_words import tie_of
from khronika.model import Relation, Tie

BODIES = ("organisation", "group")
# For each tie: which kinds its subject and its object may be of.
ENDS: dict[Tie, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "leader": (("person",), (*BODIES, "place")),
    "member": (("person", "organisation"), BODIES),
    "employee": (("person",), (*BODIES, "place", "person")),
    "candidate": (("person",), (*BODIES, "place")),
    "part": (("organisation",), BODIES),
    "ally": (NAMED, NAMED),
    "founder": (NAMED, BODIES),
    "relative": (("person",), ("person",)),
    "place_of_activity": (NAMED, ("place",)),
    "merger": (("organisation",), BODIES),
}
# By which markers the other end of a verb's tie is told where it is no object; ties not named here: any.
MARKERS: dict[Tie, str] = {
    "ally": "with|с+Ins|Dat", "employee": "for|at|in|as|в+Loc|на+Loc|Ins", "merger": "with|into|с+Ins|в+Acc",
}  # fmt: skip
ALLIANCES = frozenset({"alliance", "coalition", "pact", "union", "альянс", "коалиция", "союз"})
OF = frozenset({"of", "from", "из", "от"})


class Finder:
    """Finds the ties of one sentence."""

    def __init__(self, scene: Scene, antecedents: Antecedents) -> None:
        """Take the sentence, and those that its pronouns may stand for."""
        self.scene = scene
        self.ends = Ends(scene, antecedents)
        self.roles = Roles(self.ends)

    def find(self) -> Iterator[Relation]:
        """Yield the ties of every word that states one, and of names that stand with a body behind them."""
        for index, token in enumerate(self.scene.tokens):
            if token.upos in ("NOUN", "PROPN"):
                tie = tie_of(self.scene, index, "NOUN")
                if tie is not None:
                    yield from self._by_noun(index, tie)
            elif token.upos in ("VERB", "ADJ"):
                tie = tie_of(self.scene, index, "VERB")
                if tie is not None:
                    yield from self._by_verb(index, tie)
        yield from self._by_mere_preposition()
        yield from self._by_seat()

    # "the leader of the union, Ann Example", "union leader Ann Example", "Ann Example is the leader of the union"

    def _by_noun(self, index: int, tie: Tie) -> Iterator[Relation]:
        if self._is_inside_name(index):
            return
        if self._is_negated(index):
            return
        holders = [end for end in self.roles.holders(index, tie) if end.party.kind in ENDS[tie][0]]
        bodies = [end for end in self.roles.bodies(index, tie, holders) if end.party.kind in ENDS[tie][1]]
        role = self.roles.role(index, bodies)
        for holder in holders:
            for body in bodies:
                yield from self._relation(tie, role, holder, body)

    def _is_negated(self, index: int) -> bool:
        """Say whether a tie is denied: "is **not** a member", «**не** входит»."""
        scene = self.scene
        near = scene.sentence.dependents(index, "advmod", "det", "neg")
        return any(scene.lemmas[each] in ("not", "n't", "never", "no", "не", "нет") for each in near)

    def _is_inside_name(self, index: int) -> bool:
        """Say whether a role noun is only a part of an organisation's name ("Members' Council")."""
        mention = self.scene.mention_at(index, "organisation")
        return mention is not None and self.scene.mention_at(index, "person") is None

    # "Ann Example founded the union", "the union was formed through a merger of two groups", "joined", "heads"

    def _by_verb(self, index: int, tie: Tie) -> Iterator[Relation]:
        scene = self.scene
        head = scene.tokens[index].head
        if self._is_negated(index) or (tie == "founder" and head >= 0 and tie_of(scene, head, "VERB") == "merger"):
            return
        subjects, objects = list(scene.grammar.subjects(index)), list(scene.grammar.objects(index))
        if not objects or tie in ("place_of_activity", "merger", "ally"):
            objects += list(scene.grammar.obliques(index, MARKERS.get(tie)))
        tie, objects = self._allied(tie, objects)
        first = self.ends.all(subjects, ENDS[tie][0])
        second = self.ends.all(objects, ENDS[tie][1])
        if tie == "merger":
            first, second = self._merged(index, first, second)
        for one in first:
            for other in second:
                yield from self._relation(tie, scene.tokens[index].text, one, other)

    def _allied(self, tie: Tie, objects: list[int]) -> tuple[Tie, list[int]]:
        """Read joining an alliance *with* somebody as being his ally: «вступил в союз **с движением**»."""
        for each in objects if tie in ("member", "founder") else ():
            partners = list(self.scene.grammar.obliques(each, "with|с+Ins"))
            if self.scene.lemmas[each] in ALLIANCES and partners:
                return "ally", partners
        return tie, objects

    def _merged(self, index: int, first: list[End], second: list[End]) -> tuple[list[End], list[End]]:
        """Give what came out of a merger and what went in: "A and B merged to form **C**", "A merged with B"."""
        scene = self.scene
        if scene.grammar.is_passive(index):
            first, second = second, first
        results = self.ends.all(formed_by(scene, index), ENDS["merger"][0])
        if results:
            return results, first
        return (first, second) if second else (first[:1], first[1:])

    # "Ann Example, of the Nurses' Union"; "Ann Example from the Nurses' Union"

    def _by_mere_preposition(self) -> Iterator[Relation]:
        scene = self.scene
        bodies = {mention.start: mention for mention in scene.mentions if mention.kind == "organisation"}
        for mention in scene.mentions if bodies else ():
            inside = scene.sentence.covering(mention.start, mention.end) if mention.kind == "person" else []
            behind = scene.tokens[inside[-1] + 1 : inside[-1] + 5] if inside else ()
            behind = behind[1:] if behind and behind[0].text == "," else behind
            if not behind or behind[0].text.lower() not in OF:
                continue
            named = next((t for t in behind[1:] if t.upos != "DET"), None)
            if named is not None and named.start in bodies:
                body = self.ends.end(scene.tokens.index(named), ("organisation",))
                holder = self.ends.end(inside[0], ("person",))
                if body is not None and holder is not None:
                    yield from self._relation("member", None, holder, body)

    # "the Lille-based collective Example", "based in Lille"

    def _by_seat(self) -> Iterator[Relation]:
        scene = self.scene
        for index, token in enumerate(scene.tokens):
            if scene.lemmas[index] not in ("base", "based") or token.deprel not in ("amod", "acl", "compound"):
                continue
            places = [end for c in scene.sentence.children[index] if (end := self.ends.end(c, ("place",))) is not None]
            for described in (token.head, *scene.sentence.dependents(token.head, "appos", "flat")):
                holder = self.ends.end(described, NAMED)
                for place in places if holder else ():
                    yield from self._relation("place_of_activity", token.text, holder, place)  # type: ignore[arg-type]  # not None here

    def _relation(self, tie: Tie, role: str | None, subject: End, body: End) -> Iterator[Relation]:
        one, other, sentence = subject.party, body.party, self.scene.sentence
        is_same = one.name.casefold() == other.name.casefold()
        if is_same or (one.start < other.end and other.start < one.end):
            return
        if one.kind == "group":
            return
        quote = self.scene.analysis.text[sentence.start : sentence.end]
        yield Relation(
            document=self.scene.analysis.document.id, start=sentence.start, end=sentence.end, quote=quote,
            subject=one, relation=tie, role=role, object=other,
        )  # fmt: skip


def find_relations(antecedents: Antecedents) -> list[Relation]:
    """Find the ties that a document tells, in order, each once a sentence."""
    found: dict[tuple[int, int, int, str], Relation] = {}
    for scene in antecedents.scenes():
        for relation in Finder(scene, antecedents).find():
            key = (relation.start, relation.subject.start, relation.object.start, relation.relation)
            found.setdefault(key, relation)
    return sorted(found.values(), key=lambda r: (r.start, r.subject.start, r.object.start, r.relation))
