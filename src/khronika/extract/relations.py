"""Lasting ties that a report tells: who leads, founded, belongs to, works for, stands beside or is kin to whom.

The words of ties are rows of `ties.tsv`; where the two ends of a tie stand follows from the grammar of the word that
states it: a role noun beside a name ("the union's leader, Ann Example", «лидер профсоюза Анна Пример»), a verb between
two names ("Ann Example founded the union"), or a name with its body behind it ("Ann Example, of the Nurses' Union").
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from khronika import lexicon
from khronika.errors import DataError
from khronika.extract.coreference import Antecedents
from khronika.extract.mergers import formed_by, merged_from, merged_into
from khronika.extract.participants import as_argument, name_of_phrase, phrase
from khronika.extract.scene import Scene, scenes
from khronika.language import Analysis
from khronika.model import Mention, Name, Participant, Party, Place, Relation, Tie

NAMED: tuple[Literal["person", "organisation"], ...] = ("person", "organisation")
BODIES = ("organisation", "group")
BESIDE = ("appos", "flat", "flat:name", "nmod", "compound")
REACH = 8  # tokens between a role noun and the name beside it
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


class End(Struct, frozen=True):
    """One end of a tie: the token that heads its words, and those words as a party."""

    token: int
    party: Party


class Finder:
    """Finds the ties of one sentence."""

    def __init__(self, scene: Scene, antecedents: Antecedents) -> None:
        """Take the sentence, and those that its pronouns may stand for."""
        self.scene = scene
        self.antecedents = antecedents

    def find(self) -> Iterator[Relation]:
        """Yield the ties of every word that states one, and of names that stand with a body behind them."""
        for index, token in enumerate(self.scene.tokens):
            if token.upos in ("NOUN", "PROPN"):
                tie = _tie(self.scene, index, "NOUN")
                if tie is not None:
                    yield from self._by_noun(index, tie)
            elif token.upos in ("VERB", "ADJ"):
                tie = _tie(self.scene, index, "VERB")
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
        holders = [end for end in self._holders(index, tie) if end.party.kind in ENDS[tie][0]]
        bodies = [end for end in self._bodies(index, tie, holders) if end.party.kind in ENDS[tie][1]]
        role = self._role(index, bodies)
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

    def _holders(self, index: int, tie: Tie) -> list[End]:
        """Give the persons or bodies that a role noun describes."""
        scene, sentence = self.scene, self.scene.sentence
        token = scene.tokens[index]
        near = [child for child in sentence.dependents(index, "appos", "flat") if abs(child - index) <= REACH]
        if token.deprel in BESIDE and abs(token.head - index) <= REACH:
            near.append(token.head)
        near += self._beside_owner(index)
        mention = scene.mention_at(index, "person")
        if mention is not None:
            near.append(index)
        near += [each for each in (self._name_right_after(index), self._name_before_comma(index)) if each is not None]
        is_predicate = any(True for _ in sentence.dependents(index, "cop")) or token.deprel in ("root", "ccomp", "conj")
        has_subject = any(True for _ in sentence.dependents(index, "nsubj"))
        if not near and (is_predicate or has_subject):
            near = list(sentence.dependents(index, "nsubj"))
        if not near and tie == "merger":
            near = merged_into(scene, index)
        if not near and token.deprel in ("xcomp", "obl", "obj") and token.head >= 0:
            near = self._of_appointment(index)
        near = near or self._behind_body(index)
        ends = [end for each in dict.fromkeys(near) if (end := self._end(each, NAMED)) is not None]
        ends = [end for end in ends if not self._is_owner(index, end)]
        return ends or self._shared_holders(index, tie)

    def _beside_owner(self, index: int) -> list[int]:
        """Give a name in the role noun's own case that the parser hung on the owner: «брат Анны **Пётр** задержан»."""
        sentence, tokens = self.scene.sentence, self.scene.tokens
        case = tokens[index].feats.get("Case")
        owners = [i for i in sentence.dependents(index, "nmod") if case and tokens[i].feats.get("Case") != case]
        near = [each for owner in owners for each in sentence.dependents(owner, "appos", "flat")]
        named = ((i, self.scene.mention_at(i, "person")) for i in near)
        return [i for i, name in named if name is not None and self._has_case(name, case)]

    def _has_case(self, name: Mention, case: str | None) -> bool:
        """Say whether a word of a name is tagged with a case; tags of single words of names are often wrong."""
        inside = self.scene.sentence.covering(name.start, name.end)
        return any(self.scene.tokens[i].feats.get("Case") == case for i in inside)

    def _behind_body(self, index: int) -> list[int]:
        """Give the name set behind a role with its body: "the editor of Sample News, **Ann Example**, …"."""
        scene = self.scene
        for mention in scene.mentions:
            inside = scene.sentence.covering(mention.start, mention.end)
            is_near = inside and 0 < inside[0] - index <= REACH and scene.tokens[inside[0] - 1].text == ","
            if mention.kind == "person" and is_near:
                behind = scene.tokens[inside[-1] + 1].text if inside[-1] + 1 < len(scene.tokens) else "."
                between = range(index + 1, inside[0] - 1)
                is_phrase = all(scene.tokens[i].upos not in ("VERB", "AUX", "PUNCT") for i in between)
                return [inside[0]] if is_phrase and behind in (",", ".", ")") else []
        return []

    def _shared_holders(self, index: int, tie: Tie) -> list[End]:
        """Give the holders of the role that this one is coordinated with: "a member of X and **head of Y**"."""
        scene, at = self.scene, index
        for _ in range(2):
            if scene.tokens[at].deprel not in ("conj", "nmod") or scene.tokens[index].deprel != "conj":
                return []
            at = scene.tokens[at].head
            other = _tie(scene, at, "NOUN")
            if other is not None and at < index:
                return self._holders(at, other)
        return []

    def _name_right_after(self, index: int) -> int | None:
        """Give the head of a person's name that begins right behind a role noun: "chairman Ivan Example"."""
        scene = self.scene
        if index + 1 >= len(scene.tokens):
            return None
        mention = scene.mention_at(index + 1, "person")
        if mention is None or mention.start != scene.tokens[index + 1].start:
            return None
        return scene.sentence.head_of(mention.start, mention.end)

    def _name_before_comma(self, index: int) -> int | None:
        """Give the head of a person's name to which a role is set with a comma: "Ann Example, chairwoman of …"."""
        scene = self.scene
        if index < 2 or scene.tokens[index - 1].text != ",":
            return None
        mention = scene.mention_at(index - 2, "person")
        return None if mention is None else scene.sentence.head_of(mention.start, mention.end)

    def _of_appointment(self, index: int) -> list[int]:
        """Give who is made what: "elected Ann Example chairwoman", «избран председателем»."""
        scene, verb = self.scene, self.scene.tokens[index].head
        if scene.tokens[verb].upos != "VERB" or scene.lemmas[verb] not in _appointing(scene.sentence.language):
            return []
        objects = [each for each in scene.grammar.objects(verb) if each != index]
        return objects or list(scene.grammar.subjects(verb))

    def _is_owner(self, index: int, end: End) -> bool:
        """Say whether a name is the noun's owner and not its holder: "Ann Example's brother"."""
        token = self.scene.tokens[end.token]
        is_genitive = token.feats.get("Case") == "Gen" and self.scene.tokens[index].feats.get("Case") not in (
            None,
            "Gen",
        )
        has_marker = any(True for _ in self.scene.sentence.dependents(end.token, "case"))
        return token.head == index and (
            token.deprel == "nmod:poss" or (token.deprel == "nmod" and (is_genitive or has_marker))
        )

    def _is_role(self, index: int) -> bool:
        """Say whether a common noun states a tie of its own."""
        return self.scene.tokens[index].upos == "NOUN" and _tie(self.scene, index, "NOUN") is not None

    def _bodies(self, index: int, tie: Tie, holders: Sequence[End]) -> list[End]:
        """Give what a role noun is said of: "leader **of the union**", "**union** leader", "**its** leader"."""
        sentence = self.scene.sentence
        taken = {end.token for end in holders}
        kinds = (*NAMED, "place")
        beside = list(sentence.dependents(index, "nmod", "nmod:poss", "compound", "amod", "obl"))
        beside += [child for child in sentence.dependents(index, "det") if self.scene.tokens[child].upos == "PRON"]
        near = [
            each
            for child in beside
            if child not in taken
            for each in (child, *(c for c in sentence.dependents(child, "conj") if not self._is_role(c)))
        ]
        if tie == "merger":
            near = [each for each in merged_from(self.scene, index) if each not in taken]
        found = [end for each in near if (end := self._end(each, kinds)) is not None]
        if not found and holders:
            found = self._behind_holder(holders[0], taken, kinds)
        spans = {(end.party.start, end.party.end) for end in holders}
        return [end for end in found if (end.party.start, end.party.end) not in spans]

    def _behind_holder(self, holder: End, taken: set[int], kinds: Sequence[str]) -> list[End]:
        """Give the body that hangs on the name itself: "union leader Ann Example **of the Nurses' Union**"."""
        near = [
            child for child in self.scene.sentence.dependents(holder.token, "nmod", "compound") if child not in taken
        ]
        return [end for each in near if (end := self._end(each, kinds)) is not None]

    def _called(self, index: int) -> End | None:
        """Give the name behind a word for a body: «лидер профсоюза **«Пример»**», "head of the group **Example**"."""
        near = [i for i in (index + 1, index + 2) if i < len(self.scene.tokens) and self._begins_name(i, index)]
        if not near and not self._is_body(index):
            return None
        near += self.scene.sentence.dependents(index, "appos", "flat", "nmod")
        named = (each for each in near if self.scene.mention_at(each, "organisation") is not None)
        return next((self._end(each, ("organisation",)) for each in named), None)

    def _begins_name(self, at: int, index: int) -> bool:
        """Say whether an organisation's name begins right behind a word, or behind an opening quotation mark."""
        mention = self.scene.mention_at(at, "organisation")
        is_right_behind = at == index + 1 or self.scene.tokens[index + 1].text in "«“\"„"
        return mention is not None and mention.start == self.scene.tokens[at].start and is_right_behind

    def _role(self, index: int, bodies: Sequence[End]) -> str:
        """Give the role as told: the noun with what describes it, without the body it is said of."""
        scene = self.scene
        inside = {t for end in bodies for t in scene.sentence.covering(end.party.start, end.party.end)}
        words = [
            child
            for child in scene.sentence.dependents(index, "amod", "compound")
            if child not in inside and abs(child - index) <= 3 and scene.mention_at(child, *NAMED, "place") is None
        ]
        chosen = sorted([*words, index])
        return " ".join(scene.tokens[i].text for i in chosen)

    # "Ann Example founded the union", "the union was formed through a merger of two groups", "joined", "heads"

    def _by_verb(self, index: int, tie: Tie) -> Iterator[Relation]:
        scene = self.scene
        head = scene.tokens[index].head
        if self._is_negated(index) or (tie == "founder" and head >= 0 and _tie(scene, head, "VERB") == "merger"):
            return
        subjects, objects = list(scene.grammar.subjects(index)), list(scene.grammar.objects(index))
        if not objects or tie in ("place_of_activity", "merger", "ally"):
            objects += list(scene.grammar.obliques(index, MARKERS.get(tie)))
        tie, objects = self._allied(tie, objects)
        first = self._ends(subjects, ENDS[tie][0])
        second = self._ends(objects, ENDS[tie][1])
        if tie == "merger":
            first, second = self._merged(index, first, second)
        for one in first:
            for other in second:
                yield from self._relation(tie, scene.tokens[index].text, one, other)

    def _ends(self, tokens: Sequence[int], kinds: Sequence[str]) -> list[End]:
        return [end for each in tokens if (end := self._end(each, kinds)) is not None]

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
        results = self._ends(formed_by(scene, index), ENDS["merger"][0])
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
                body = self._end(scene.tokens.index(named), ("organisation",))
                holder = self._end(inside[0], ("person",))
                if body is not None and holder is not None:
                    yield from self._relation("member", None, holder, body)

    # "the Lille-based collective Example", "based in Lille"

    def _by_seat(self) -> Iterator[Relation]:
        scene = self.scene
        for index, token in enumerate(scene.tokens):
            if scene.lemmas[index] not in ("base", "based") or token.deprel not in ("amod", "acl", "compound"):
                continue
            places = [end for c in scene.sentence.children[index] if (end := self._end(c, ("place",))) is not None]
            for described in (token.head, *scene.sentence.dependents(token.head, "appos", "flat")):
                holder = self._end(described, NAMED)
                for place in places if holder else ():
                    yield from self._relation("place_of_activity", token.text, holder, place)  # type: ignore[arg-type]  # not None here

    # Ends and rows.

    def _end(self, index: int, kinds: Sequence[str]) -> End | None:
        """Give the party whose words are headed by a token: a name, or the words that call a body of people."""
        scene = self.scene
        mention = scene.mention_at(index, *NAMED) or scene.mention_at(index, "place")
        if mention is not None:
            if mention.kind not in kinds:
                return None
            name = mention.value.name if isinstance(mention.value, Name | Place) else mention.text
            return End(index, Party(mention.kind, name, mention.start, mention.end, mention.text))  # type: ignore[arg-type]  # of NAMED or place
        if scene.tokens[index].upos == "PRON":
            return self._pronoun(index, kinds)
        after = self._name_right_after(index) if "person" in kinds else None
        if after is not None:
            return self._end(after, ("person",))
        called = self._called(index) if "organisation" in kinds else None
        if called is not None:
            return called
        if scene.tokens[index].upos != "NOUN":
            return None
        first, last = phrase(scene, index)
        span = scene.span(first, last)
        known = self.antecedents.resolve_role(scene.number, index)
        if known is not None and known.kind in kinds and known.kind in NAMED:
            return End(index, Party(known.kind, known.name, span.start, span.end, span.text))
        if "group" in kinds and self._is_body(index):
            return End(index, Party("group", name_of_phrase(scene, index), span.start, span.end, span.text))
        return None

    def _pronoun(self, index: int, kinds: Sequence[str]) -> End | None:
        who = as_argument(self.scene, index, "actor", self.antecedents)
        if not who.inferred or not isinstance(who.value, Participant) or who.value.kind not in kinds:
            return None
        kind, name = who.value.kind, who.value.name
        if who.text[:1].islower():  # somebody unnamed
            return None
        return End(index, Party(kind, name, who.start, who.end, who.text)) if kind in NAMED else None

    def _is_body(self, index: int) -> bool:
        """Say whether a common noun calls a body of people: a group, a party, a union, a ministry."""
        return self.scene.means(index) is not None or self.scene.lemmas[index] in self.scene.lexicon.words(
            "organisations"
        )

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


def find_relations(analysis: Analysis, mentions: Sequence[Mention]) -> list[Relation]:
    """Find the ties that a document tells, in order, each once a sentence."""
    known = lexicon.languages()
    lexicons = {each: lexicon.load(each) for each in {s.language for s in analysis.sentences} if each in known}
    antecedents = Antecedents(analysis, mentions)
    found: dict[tuple[int, int, int, str], Relation] = {}
    for scene in scenes(analysis, mentions, lexicons):
        for relation in Finder(scene, antecedents).find():
            key = (relation.start, relation.subject.start, relation.object.start, relation.relation)
            found.setdefault(key, relation)
    return sorted(found.values(), key=lambda r: (r.start, r.subject.start, r.object.start, r.relation))


@cache
def _ties(language: str) -> dict[tuple[str, str], Tie]:
    """Give {(lemma, NOUN or VERB): tie} of a language.

    Raises:
        DataError: a row of ties.tsv names no tie.
    """
    known: dict[str, Tie] = {name: name for name in get_args(Tie)}
    found: dict[tuple[str, str], Tie] = {}
    for word in lexicon.load(language).tables.get("ties", ()):
        tie = known.get(word.meaning.replace(" ", "_"))
        if tie is None:
            raise DataError(f"{language}/ties.tsv: no such tie {word.meaning!r} (have: {', '.join(known)})")
        found[word.lemma, word.pos or "NOUN"] = tie
    return found


def _tie(scene: Scene, index: int, pos: str) -> Tie | None:
    """Give the tie that a word states; a phrase of two words ("board member", "belong to") goes before its parts."""
    ties = _ties(scene.sentence.language)
    lemma = scene.lemmas[index]
    before = f"{scene.lemmas[index - 1]} {lemma}" if index else lemma
    after = f"{lemma} {scene.lemmas[index + 1]}" if index + 1 < len(scene.lemmas) else lemma
    for words in (before, after, lemma):
        if (words, pos) in ties:
            return ties[words, pos]
    return None


@cache
def _appointing(language: str) -> frozenset[str]:
    """Give the verbs by which somebody is made something."""
    if language == "ru":
        return frozenset({"избрать", "выбрать", "назначить", "стать", "являться", "быть", "работать", "остаться"})
    return frozenset({"elect", "appoint", "name", "make", "become", "remain", "nominate", "serve", "work"})
