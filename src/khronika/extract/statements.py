"""Who says what about whom: the answers of an interview, quoted speech, reported speech.

- *turn*: what an interviewee says; each answer is a statement, and so is each sentence of it that takes a position.
  Questions ask and state nothing.
- *direct*: words between quotation marks (or behind a speech dash) that somebody says.
- *reported*: what a word of saying or a position holds ("said that …", "opposes the law", "demanded better pay").
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from khronika import lexicon
from khronika.extract.attribution import speaker_name
from khronika.extract.coreference import ME, WE, Antecedent, Antecedents
from khronika.extract.participants import as_argument
from khronika.extract.scene import Scene
from khronika.extract.speech import Saying, find_sayings
from khronika.extract.stances import find_stances
from khronika.model import (
    About,
    EventMention,
    Participant,
    Relation,
    Span,
    Speaker,
    Statement,
    StatementKind,
    StatementRelation,
)

ABOUT = frozenset({"person", "organisation", "place"})
AFFILIATION = frozenset({"leader", "member", "employee", "founder"})
VOICES = ("spokes", "press", "пресс", "представител")  # roles that speak for a body, beside its leaders
# Types of events that are deeds: their verbs say nothing, though reporting.tsv knows them ("attacked", "charged").
DEEDS = frozenset({"AID", "ASSAULT", "COERCE", "CONCEDE", "ELECT", "LEGISLATE", "MOBILIZE", "RETREAT", "SANCTION"})
# Positions that take an object as it is: who or what is supported, opposed, condemned, demanded.
POSITIONS = frozenset({"supports", "opposes", "accuses", "demands", "calls_for"})
TAKEN = ("obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "nmod")
CALLED = frozenset({"call", "appeal", "press", "petition", "object", "protest", "insist", "speak", "vote"})
EDGES = " \t\r\n,;:—–-"
OPENING = frozenset({"that", "что", "чтобы", "if", "whether"})


class Said(Struct, frozen=True):
    """What one says in a sentence: who, how, and the bounds of the words in the text."""

    speaker: int
    relation: StatementRelation
    start: int
    end: int


class Finder:
    """Finds the statements of a document, sentence by sentence."""

    def __init__(self, antecedents: Antecedents, events: Sequence[EventMention], relations: Sequence[Relation]) -> None:
        """Take the document and all that was found in it before."""
        self.analysis = antecedents.analysis
        self.named = [mention for mention in antecedents.mentions if mention.kind in ABOUT]
        self.starts = [mention.start for mention in self.named]
        self.events = events
        self.deeds = {event.trigger.start for event in events if event.type in DEEDS}
        self.antecedents = antecedents
        self.bodies = _bodies(relations)

    def find(self, told: Sequence[Scene]) -> Iterator[Statement]:
        """Yield the statements; what an interviewee says himself is told by his turn, not again as a report."""
        yield from self._direct(told)
        for scene in told:
            if not self._is_question(scene):
                yield from self._reported(scene)
        yield from self._turns(told)

    def _is_question(self, scene: Scene) -> bool:
        return self.analysis.document.paragraphs[scene.sentence.paragraph].kind == "question"

    # Quoted speech.

    def _direct(self, told: Sequence[Scene]) -> Iterator[Statement]:
        questions = {scene.sentence.paragraph for scene in told if self._is_question(scene)}
        for quotation in self.antecedents.quotations.found:
            voice = self.antecedents.quotations.voice(quotation)
            scene = self.antecedents.scene(voice.sentence) if voice is not None else None
            if voice is None or scene is None or voice.saying.speaker is None or quotation.paragraph in questions:
                continue
            if self._is_name(quotation.start, quotation.end):
                continue
            speaker = self._speaker(scene, voice.saying.speaker)
            relation = voice.saying.relation if voice.saying.relation in ("accuses", "denies") else "states"
            yield self._statement(quotation.start, quotation.end, speaker, relation, "direct")

    def _is_name(self, start: int, end: int) -> bool:
        """Say whether quotation marks hold nothing but a name: «Голос Дальнего Берега»."""
        near = self.named[max(0, bisect_left(self.starts, start) - 1) :][:3]
        return any(m.kind == "organisation" and m.start <= start + 1 and end - 1 <= m.end for m in near)

    # Reported speech and positions.

    def _reported(self, scene: Scene) -> Iterator[Statement]:
        for said in self._said(scene):
            if scene.lemmas[said.speaker] not in ME | WE and not self._is_quoted(said):
                speaker = self._speaker(scene, said.speaker)
                yield self._statement(said.start, said.end, speaker, said.relation, "reported")

    def _said(self, scene: Scene) -> Iterator[Said]:
        """Yield what is said in a sentence, by words of saying and by sides taken."""
        for saying in find_sayings(scene):
            if saying.speaker is None or scene.tokens[saying.token].start in self.deeds:
                continue
            bounds = _bounds(scene, _content(scene, saying))
            if bounds is not None:
                yield Said(saying.speaker, _relation(scene, saying), *bounds)
        for stance in find_stances(scene):
            bounds = _bounds(scene, stance.content)
            if bounds is not None:
                yield Said(stance.speaker, stance.relation, *bounds)

    def _is_quoted(self, said: Said) -> bool:
        """Say whether what is said stands in quotation marks, so that it is direct speech."""
        quotation = self.antecedents.quotations.at(said.start) or self.antecedents.quotations.at(said.end - 1)
        return quotation is not None and quotation.start <= said.start + 2 and said.end <= quotation.end + 2

    # The answers of an interview.

    def _turns(self, told: Sequence[Scene]) -> Iterator[Statement]:
        paragraphs: dict[int, list[Scene]] = {}
        for scene in told:
            if not self._is_question(scene) and self.analysis.speaker_of(scene.sentence):
                paragraphs.setdefault(scene.sentence.paragraph, []).append(scene)
        for answers in paragraphs.values():
            name = self.analysis.speaker_of(answers[0].sentence) or ""
            speaker = _as_speaker(self.antecedents.first_naming(name))
            start, end = answers[0].sentence.start, answers[-1].sentence.end
            yield self._statement(start, end, speaker, "states", "turn")
            for scene in answers:
                for relation in self._positions(scene):
                    yield self._statement(scene.sentence.start, scene.sentence.end, speaker, relation, "turn")

    def _positions(self, scene: Scene) -> set[StatementRelation]:
        """Give the positions that a speaker takes in a sentence of his own: "we demand …", "I am against …"."""
        own = ME | WE
        return {s.relation for s in self._said(scene) if scene.lemmas[s.speaker] in own and s.relation != "states"}

    # Rows.

    def _speaker(self, scene: Scene, index: int) -> Speaker:
        who = as_argument(scene, index, "actor", self.antecedents)
        name = who.value.name if isinstance(who.value, Participant) else who.text
        return Speaker(speaker_name(name), who.start, who.end, who.text)

    def _statement(
        self, start: int, end: int, speaker: Speaker, relation: StatementRelation, kind: StatementKind
    ) -> Statement:
        text = self.analysis.text
        while start < end and text[start] in EDGES:
            start += 1
        while end > start and text[end - 1] in EDGES:
            end -= 1
        entities = dict.fromkeys((*self._named_in(start, end, speaker), *self._meant_in(start, end, speaker)))
        events = tuple(e.id for e in self.events if start <= e.trigger.start and e.trigger.end <= end)
        return Statement(
            document=self.analysis.document.id, start=start, end=end, quote=text[start:end], speaker=speaker,
            on_behalf_of=self._body(speaker, start, end, kind), relation=relation,
            about=About(tuple(sorted(entities)), events), kind=kind,
        )  # fmt: skip

    def _named_in(self, start: int, end: int, speaker: Speaker) -> Iterator[Span]:
        for mention in self.named[bisect_left(self.starts, start) :]:
            if mention.start >= end:
                return
            if mention.end <= end and mention.start != speaker.start:
                yield Span(mention.start, mention.end, mention.text)

    def _meant_in(self, start: int, end: int, speaker: Speaker) -> Iterator[Span]:
        """Yield the names of those whom pronouns in a statement stand for, with the words that name them."""
        sentences = self.analysis.sentences
        first = max(0, bisect_left(sentences, start, key=lambda sentence: sentence.end))
        for number in range(first, len(sentences)):
            if sentences[number].start >= end:
                return
            for index, token in enumerate(sentences[number].tokens):
                if token.upos in ("PRON", "DET") and start <= token.start < end and "Person" in token.feats:
                    who = self.antecedents.resolve(number, index)
                    if who is not None and who.kind in ABOUT and who.text and who.name != speaker.name:
                        yield Span(who.start, who.end, who.text)

    def _body(self, speaker: Speaker, start: int, end: int, kind: StatementKind) -> Speaker | None:
        """Give the organisation that somebody speaks for: by his "we", or as its leader or spokesman."""
        known = self.bodies.get(speaker.name.casefold())
        words = {lexicon.fold(word.strip('“”«»",.!?')) for word in self.analysis.text[start:end].split()}
        if words & WE_FORMS:
            body = known[0] if known else None
            if body is None and (who := self.antecedents.body_of(speaker.name)) is not None:
                body = _as_speaker(who)
            return body if body is None or body.name != speaker.name else None
        return known[0] if known and known[1] and kind != "turn" else None


WE_FORMS = frozenset({"we", "us", "our", "ours", "ourselves", "we're", "we'll", "we've", "мы", "нас", "нам", "нами",
                      "наш", "наша", "наше", "наши", "наших", "нашего", "нашей", "нашим", "нашу"})  # fmt: skip


def find_statements(
    antecedents: Antecedents, events: Sequence[EventMention], relations: Sequence[Relation]
) -> list[Statement]:
    """Find the statements of a document in order; `events` are sorted by position.

    `relations` tell for which organisation somebody speaks.
    """
    told = list(antecedents.scenes())
    found = {(s.start, s.end, s.relation): s for s in Finder(antecedents, events, relations).find(told)}
    return sorted(found.values(), key=lambda s: (s.start, s.end, s.relation))


def _as_speaker(who: Antecedent) -> Speaker:
    return Speaker(who.name, who.start, who.end, who.text) if who.text else Speaker(who.name)


def _bodies(relations: Iterable[Relation]) -> dict[str, tuple[Speaker, bool]]:
    """Give for each person the organisation that he is first tied to, and whether he speaks for it by his role."""
    found: dict[str, tuple[Speaker, bool]] = {}
    for relation in relations:
        person, body, role = relation.subject, relation.object, (relation.role or "").casefold()
        if relation.relation in AFFILIATION and person.kind == "person" and body.kind == "organisation":
            speaks = relation.relation == "leader" or any(voice in role for voice in VOICES)
            if speaks or person.name.casefold() not in found:
                found[person.name.casefold()] = Speaker(body.name, body.start, body.end, body.text), speaks
    return found


def _relation(scene: Scene, saying: Saying) -> StatementRelation:
    """Give the relation of a saying: a denial is one whatever the word's own; to warn *that* … is to state."""
    if saying.manner == "denies":
        return "denies"
    is_clause = any(True for _ in scene.sentence.dependents(saying.token, "ccomp"))
    return "states" if saying.relation == "opposes" and is_clause else saying.relation


def _content(scene: Scene, saying: Saying) -> Iterable[int]:
    """Give the tokens of what is said; of a position, all that completes its verb ("demanded **better pay**")."""
    if saying.relation not in POSITIONS or scene.tokens[saying.token].upos not in ("VERB", "ADJ"):
        return saying.content
    sentence, own = scene.sentence, saying.token
    heads = [c for c in sentence.dependents(own, *TAKEN) if c > own and c != saying.speaker]
    later = {t for s in find_sayings(scene) if s.token > own and not s.content <= set(sentence.subtree(own))
             for t in range(_frame_start(scene, s), len(scene.tokens))}  # fmt: skip
    heads = [c for c in heads if scene.tokens[c].deprel != "obl:agent" and scene.mention_at(c, "date") is None]
    objects = [c for c in heads if scene.tokens[c].deprel not in ("obl", "nmod", "advcl")]
    if not objects and scene.lemmas[own] not in CALLED and not saying.content:
        heads = [c for c in heads if scene.tokens[c].deprel != "advcl"]
    return {token for head in heads for token in sentence.subtree(head)} - later or saying.content


def _frame_start(scene: Scene, saying: Saying) -> int:
    """Give the token where a later frame begins ("…, a member **said**"), behind the comma before it."""
    at = min(saying.token, saying.speaker if saying.speaker is not None else saying.token)
    while at > 0 and scene.tokens[at - 1].text != ",":
        at -= 1
    return at


def _bounds(scene: Scene, inside: Iterable[int]) -> tuple[int, int] | None:
    """Give the longest unbroken stretch of some tokens, without what opens it and marks around it; None if one word."""
    runs: list[list[int]] = []
    for index in sorted(inside):
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    kept = max(runs, key=len, default=[])
    while kept and (scene.tokens[kept[0]].upos in ("PUNCT", "ADP") or scene.lemmas[kept[0]] in OPENING):
        kept = kept[1:]
    while kept and scene.tokens[kept[-1]].upos == "PUNCT":
        kept = kept[:-1]
    is_word = len(kept) == 1 and scene.tokens[kept[0]].upos not in ("NOUN", "PROPN")
    return None if not kept or is_word else (scene.tokens[kept[0]].start, scene.tokens[kept[-1]].end)
