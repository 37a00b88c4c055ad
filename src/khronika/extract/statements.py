"""Who says what about whom: the answers of an interview, quoted speech, reported speech.

- *turn*: what an interviewee says; each paragraph is a statement, and so is each sentence of it that takes a position.
  Questions ask and state nothing.
- *direct*: words between quotation marks that somebody says.
- *reported*: the complement of a reporting or position verb ("said that …", "opposes the law", "demanded better pay").
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from khronika import lexicon
from khronika.extract.coreference import Antecedents
from khronika.extract.participants import as_argument
from khronika.extract.scene import Scene, scenes
from khronika.language import Analysis
from khronika.model import About, EventMention, Mention, Relation, Span, Speaker, Statement, StatementRelation

QUOTED = re.compile(
    r"“([^”“]{12,}?)”|«([^»«]{12,}(?:«[^»«]*»[^»«]*)*)»|(?<!\w)\"([^\"]{12,}?)\"(?!\w)|„([^“”]{12,}?)[“”]"
)
LEAST_WORDS = 4  # shorter quotations are titles and single words set apart
RELATIONS: dict[str, StatementRelation] = {
    "states": "states", "demands": "demands", "supports": "supports", "opposes": "opposes", "accuses": "accuses",
    "denies": "denies", "calls_for": "calls_for",
}  # fmt: skip
CONTENT = ("ccomp", "xcomp", "csubj", "parataxis")
OURS = frozenset({"we", "us", "our", "ours", "мы", "наш"})
ABOUT = ("person", "organisation", "place")
AFFILIATION = ("leader", "member", "employee", "founder")


class Saying(Struct, frozen=True):
    """A word by which somebody says something: its token, what relation it makes, who speaks."""

    token: int
    relation: StatementRelation
    speaker: Speaker | None


class Finder:
    """Finds the statements of a document, sentence by sentence."""

    def __init__(
        self,
        analysis: Analysis,
        mentions: Sequence[Mention],
        events: Sequence[EventMention],
        relations: Sequence[Relation],
    ) -> None:
        """Take the document and all that was found in it before."""
        self.analysis = analysis
        self.mentions = [mention for mention in mentions if mention.kind in ABOUT]
        self.events = events
        self.antecedents = Antecedents(analysis, mentions)
        self.bodies = _bodies(relations)

    def find(self, told: Sequence[Scene]) -> Iterator[Statement]:
        """Yield statements; an answer's stand-alone quotations and reports are its own words."""
        questions = {i for i, p in enumerate(self.analysis.document.paragraphs) if p.kind == "question"}
        for number, scene in enumerate(told):
            if scene.sentence.paragraph in questions:
                continue
            speaker = self.analysis.speaker_of(scene.sentence)
            sayings = list(self._sayings(scene))
            if speaker is None:
                yield from self._direct(scene, sayings, told[number - 1] if number else None)
                yield from (s for saying in sayings for s in self._reported(scene, saying))
        yield from self._turns(told, questions)

    # What somebody says, by the words for it.

    def _sayings(self, scene: Scene) -> Iterator[Saying]:
        """Yield the words of saying in a sentence, with who speaks."""
        table = scene.lexicon.tables.get("reporting", ())
        verbs = {word.lemma: word for word in table if word.pos == "VERB"}
        for index, token in enumerate(scene.tokens):
            if token.upos == "VERB" and (word := verbs.get(scene.lemmas[index])) is not None:
                relation = RELATIONS[(word.note or "states").replace(" ", "_")]
                yield Saying(index, _turned(scene, index, relation), self._speaker(scene, index))
            elif token.upos in ("ADP", "SCONJ", "VERB", "ADV") and (source := _according(scene, index)) is not None:
                yield Saying(index, "states", self._as_speaker(scene, source))

    def _speaker(self, scene: Scene, index: int) -> Speaker | None:
        subjects = scene.grammar.subjects(index)
        return self._as_speaker(scene, subjects[0]) if subjects else None

    def _as_speaker(self, scene: Scene, index: int) -> Speaker:
        who = as_argument(scene, index, "actor", self.antecedents)
        return Speaker(getattr(who.value, "name", who.text), who.start, who.end, who.text)

    # Quoted speech.

    def _direct(self, scene: Scene, sayings: Sequence[Saying], before: Scene | None) -> Iterator[Statement]:
        for start, end in _quoted(scene):
            saying = _nearest(scene, sayings, start, end) or self._before(before)
            if saying is not None and saying.speaker is not None:
                yield self._statement(start, end, saying.speaker, saying.relation, "direct")

    def _before(self, scene: Scene | None) -> Saying | None:
        """Give who was speaking when the sentence before ended ("… , she said. “…”")."""
        sayings = list(self._sayings(scene)) if scene is not None else []
        return replace(sayings[-1], relation="states") if sayings else None

    # Reported speech.

    def _reported(self, scene: Scene, saying: Saying) -> Iterator[Statement]:
        span = _content(scene, saying)
        if span is None or saying.speaker is None:
            return
        if any(start < span[1] and span[0] < end for start, end in _quoted(scene)):
            return
        yield self._statement(span[0], span[1], saying.speaker, saying.relation, "reported")

    # The answers of an interview.

    def _turns(self, told: Sequence[Scene], questions: set[int]) -> Iterator[Statement]:
        paragraphs: dict[int, list[Scene]] = {}
        for scene in told:
            if scene.sentence.paragraph not in questions and self.analysis.speaker_of(scene.sentence):
                paragraphs.setdefault(scene.sentence.paragraph, []).append(scene)
        for answers in paragraphs.values():
            name = self.analysis.speaker_of(answers[0].sentence) or ""
            speaker = self._named(name)
            start, end = answers[0].sentence.start, answers[-1].sentence.end
            yield self._statement(start, end, speaker, "states", "turn")
            for scene in answers:
                relation = self._position(scene)
                if relation != "states":
                    yield self._statement(scene.sentence.start, scene.sentence.end, speaker, relation, "turn")

    def _position(self, scene: Scene) -> StatementRelation:
        """Give the position that a speaker takes in a sentence of his own: "we demand …", "I am against …"."""
        for saying in self._sayings(scene):
            subjects = scene.grammar.subjects(saying.token)
            if any(scene.lemmas[each] in OURS or scene.lemmas[each] in ("i", "я") for each in subjects):
                return saying.relation
        return "states"

    def _named(self, name: str) -> Speaker:
        """Give a turn's speaker with the first words that name him, where the text holds them."""
        parts = name.split()
        for words in (name, parts[-1] if parts else name):
            at = self.analysis.text.find(words) if words else -1
            if at >= 0:
                return Speaker(name, at, at + len(words), words)
        return Speaker(name)

    # Rows.

    def _statement(self, start: int, end: int, speaker: Speaker, relation: StatementRelation, kind: str) -> Statement:
        text = self.analysis.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        about = About(
            tuple(
                Span(m.start, m.end, m.text)
                for m in self.mentions
                if start <= m.start and m.end <= end and (m.start, m.end) != (speaker.start, speaker.end)
            ),
            tuple(event.id for event in self.events if start <= event.trigger.start and event.trigger.end <= end),
        )
        return Statement(
            document=self.analysis.document.id, start=start, end=end, quote=text[start:end], speaker=speaker,
            on_behalf_of=self._body(speaker, start, end, kind), relation=relation, about=about,
            kind=kind,  # type: ignore[arg-type]  # one of the three
        )  # fmt: skip

    def _body(self, speaker: Speaker, start: int, end: int, kind: str) -> Speaker | None:
        """Give the organisation that somebody speaks for: of an interviewee’s “we”, or of an office-holder."""
        body = self.bodies.get(speaker.name.casefold())
        if body is None:
            return None
        says_we = any(word.casefold() in OURS for word in re.findall(r"\w+", self.analysis.text[start:end]))
        return body if says_we or kind != "turn" else None


def find_statements(
    analysis: Analysis, mentions: Sequence[Mention], events: Sequence[EventMention], relations: Sequence[Relation]
) -> list[Statement]:
    """Find the statements of a document in order; `mentions` and `events` are sorted by position.

    `relations` tell for which organisation somebody speaks.
    """
    known = lexicon.languages()
    lexicons = {each: lexicon.load(each) for each in {s.language for s in analysis.sentences} if each in known}
    told = list(scenes(analysis, mentions, lexicons))
    found = {(s.start, s.end, s.relation): s for s in Finder(analysis, mentions, events, relations).find(told)}
    return sorted(found.values(), key=lambda s: (s.start, s.end, s.relation))


def _bodies(relations: Sequence[Relation]) -> dict[str, Speaker]:
    """Give for each person the organisation that a report ties him to first, by his name and his last name."""
    found: dict[str, Speaker] = {}
    for relation in relations:
        person, body = relation.subject, relation.object
        if relation.relation in AFFILIATION and person.kind == "person" and body.kind == "organisation":
            found.setdefault(person.name.casefold(), Speaker(body.name, body.start, body.end, body.text))
    return found


def _turned(scene: Scene, index: int, relation: StatementRelation) -> StatementRelation:
    """Give what a negated word of saying means: not to support is to oppose."""
    is_negated = any(
        scene.lemmas[child] in ("not", "never", "не") for child in scene.sentence.dependents(index, "advmod", "neg")
    )
    if not is_negated:
        return relation
    return {"supports": "opposes", "opposes": "supports", "states": "denies"}.get(relation, relation)  # type: ignore[return-value]  # all are relations


def _according(scene: Scene, index: int) -> int | None:
    """Give the source that "according to X", «по словам X», «по данным X» names at its first word."""
    lemma = scene.lemmas[index]
    following = scene.lemmas[index + 1] if index + 1 < len(scene.lemmas) else ""
    if (lemma == "accord" and following == "to") or scene.tokens[index].text.lower() == "according":
        head = scene.tokens[index].head
        below = list(scene.sentence.dependents(index, "obl", "nmod"))
        source = below[0] if below else head
    elif lemma == "по" and scene.tokens[index].head > index and scene.lemmas[scene.tokens[index].head] in RU_SOURCES:
        below = list(scene.sentence.dependents(scene.tokens[index].head, "nmod"))
        source = below[0] if below else -1
    else:
        return None
    return source if source >= 0 and scene.is_participant(source) else None


RU_SOURCES = frozenset({"слово", "данные", "мнение", "утверждение", "сообщение", "информация", "версия", "сведение"})


def _quoted(scene: Scene) -> list[tuple[int, int]]:
    """Give the spans of a sentence that stand between quotation marks and are long enough to be speech."""
    sentence = scene.sentence
    words = scene.analysis.text[sentence.start : sentence.end]
    found = []
    for match in QUOTED.finditer(words):
        inner = next(group for group in range(1, 5) if match[group] is not None)
        if len(match[inner].split()) >= LEAST_WORDS:
            found.append((sentence.start + match.start(inner), sentence.start + match.end(inner)))
    return found


def _nearest(scene: Scene, sayings: Sequence[Saying], start: int, end: int) -> Saying | None:
    """Give the word of saying outside a quotation that stands closest to it in its sentence."""
    outside = [s for s in sayings if not start <= scene.tokens[s.token].start < end and s.speaker is not None]
    return min(outside, key=lambda s: min(abs(scene.tokens[s.token].start - at) for at in (start, end)), default=None)


def _content(scene: Scene, saying: Saying) -> tuple[int, int] | None:
    """Give the words that are said: a complement clause, what a position is about, what "according to" frames."""
    sentence, index = scene.sentence, saying.token
    token = scene.tokens[index]
    if token.upos != "VERB" or token.text.lower() == "according":
        return _framed(scene, index)
    clause = next((c for c in sentence.dependents(index, *CONTENT) if c != index), None)
    if clause is not None:
        return _words(scene, sentence.subtree(clause))
    if saying.relation == "states":
        return _words_above(scene, index)
    below = [c for c in sentence.dependents(index, "obj", "obl", "advcl") if scene.tokens[c].deprel != "obl:agent"]
    inside = [t for child in below for t in sentence.subtree(child)]
    return _words(scene, inside) if inside else None


def _words_above(scene: Scene, index: int) -> tuple[int, int] | None:
    """Give the clause into which "…, X said" is set, where the parser hangs the saying below it."""
    token = scene.tokens[index]
    if token.deprel not in ("parataxis", "advcl") or token.head < 0:
        return None
    return _without(scene, scene.sentence.subtree(token.head), set(scene.sentence.subtree(index)))


def _framed(scene: Scene, index: int) -> tuple[int, int] | None:
    """Give the clause that "according to X" or «по словам X» frames, without the frame itself."""
    source = _according(scene, index)
    tops = [at for at in (index, source, *scene.grammar.path(index)) if at is not None]
    frame = next(
        (at for at in tops if source in scene.sentence.subtree(at) and index in scene.sentence.subtree(at)), None
    )
    if frame is None or scene.tokens[frame].head < 0:
        return None
    clause = scene.grammar.governor(frame)
    return (
        None if clause is None else _without(scene, scene.sentence.subtree(clause), set(scene.sentence.subtree(frame)))
    )


def _without(scene: Scene, inside: Sequence[int], left_out: set[int]) -> tuple[int, int] | None:
    """Give the longest unbroken stretch of some tokens when others are left out."""
    runs: list[list[int]] = []
    for index in inside:
        if index in left_out:
            continue
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return _words(scene, max(runs, key=len)) if runs else None


def _words(scene: Scene, inside: Sequence[int]) -> tuple[int, int] | None:
    """Give the span of some tokens without "that" before and punctuation around them."""
    kept = sorted(inside)
    while kept and (scene.tokens[kept[0]].upos == "PUNCT" or scene.lemmas[kept[0]] in ("that", "что", "чтобы")):
        kept.pop(0)
    while kept and scene.tokens[kept[-1]].upos == "PUNCT":
        kept.pop()
    return (scene.tokens[kept[0]].start, scene.tokens[kept[-1]].end) if len(kept) > 1 else None
