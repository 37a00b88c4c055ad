"""From analysed sentences and mentions to event mentions: who did what to whom, where, when, told by whom."""

from collections import Counter
from collections.abc import Sequence

import khronika
from khronika import lexicon
from khronika.extract.arguments import Filler, carrier_of, find_fillers
from khronika.extract.attribution import attribute
from khronika.extract.confidence import confidence
from khronika.extract.coreference import Antecedents
from khronika.extract.counting import find_numbers
from khronika.extract.dating import DatesBefore, find_date
from khronika.extract.match import Match, find_matches
from khronika.extract.participants import as_argument
from khronika.extract.placing import PlacesBefore, find_place, framing_place
from khronika.extract.realis import find_realis
from khronika.extract.scene import Scene, scenes
from khronika.extract.terms import find_terms
from khronika.language import Analysis
from khronika.model import Argument, EventMention, Mention, Span, mention_id

WIDEST = 8  # tokens a trigger's words may span; beyond, its anchor alone is the trigger


def find_events(analysis: Analysis, mentions: Sequence[Mention]) -> list[EventMention]:
    """Find the event mentions of a document in order of their triggers.

    Spans count code points of `analysis.text`; `mentions` are sorted by position. Sentences in a language without a
    lexicon, and those outside the body, tell nothing.
    """
    known = lexicon.languages()
    lexicons = {language: lexicon.load(language) for language in {s.language for s in analysis.sentences} if language in known}
    return _Reader(analysis, mentions).read(lexicons)


class _Reader:
    """Reads a document once, sentence by sentence, and remembers the places and dates told so far."""

    def __init__(self, analysis: Analysis, mentions: Sequence[Mention]) -> None:
        self.analysis = analysis
        self.mentions = mentions
        self.antecedents = Antecedents(analysis, mentions)
        self.places = PlacesBefore(frame=framing_place(analysis, mentions))
        self.dates = DatesBefore()
        self.told: Counter[tuple[int, int]] = Counter()

    def read(self, lexicons: dict[str, lexicon.Lexicon]) -> list[EventMention]:
        found = [
            self._event(scene, match)
            for scene in scenes(self.analysis, self.mentions, lexicons)
            for match in find_matches(scene)
        ]
        return sorted(found, key=lambda event: (event.trigger.start, event.trigger.end, event.type, event.mode or ""))

    def _event(self, scene: Scene, match: Match) -> EventMention:
        trigger = trigger_span(scene, match)
        fillers = find_fillers(scene, match)
        carrier = carrier_of(scene, match.anchor)
        verb = carrier[0] if carrier else None
        place, places = find_place(scene, match.anchor, verb, self.places)
        date, dates = find_date(scene, match.anchor, verb, self.dates)
        who = self._participants(scene, fillers)
        numbers = find_numbers(scene, match.anchor, fillers)
        terms = find_terms(scene, match, who)
        arguments = _distinct([*who, *numbers, *terms, *places, *dates])
        realis = find_realis(scene, match)
        if place is not None:
            self.places = PlacesBefore(place, scene.sentence.paragraph, self.places.frame)
        if date is not None and realis == "actual":
            self.dates = DatesBefore(date, scene.sentence.paragraph)
        quote = Span.of(self.analysis.text, scene.sentence.start, scene.sentence.end)
        return EventMention(
            id=self._id(trigger),
            document=self.analysis.document.id,
            type=match.trigger.type,
            mode=match.mode,
            contexts=match.trigger.contexts,
            realis=realis,
            start=quote.start,
            end=quote.end,
            quote=quote.text,
            trigger=trigger,
            arguments=arguments,
            date=date,
            place=place,
            attribution=attribute(scene, match.anchor, self.antecedents),
            confidence=confidence(scene, match, realis, arguments),
            coder=khronika.__version__,
        )

    def _participants(self, scene: Scene, fillers: Sequence[Filler]) -> list[Argument]:
        return [as_argument(scene, filler.token, filler.role, self.antecedents) for filler in fillers]

    def _id(self, trigger: Span) -> str:
        form = trigger.text.casefold()
        appearance = self.analysis.text[: trigger.start].casefold().count(form)
        self.told[trigger.start, trigger.end] += 1
        return mention_id(self.analysis.document.id, form, appearance, self.told[trigger.start, trigger.end] - 1)


def trigger_span(scene: Scene, match: Match) -> Span:
    """Give the words that tell the event: the phrase with the event noun it takes, or the anchor where they lie apart."""
    nouns = [i for i in match.taken if scene.tokens[i].upos == "NOUN" and not scene.is_participant(i)]
    for words in ([*match.words, *nouns], [*match.words], [match.anchor]):
        if max(words) - min(words) <= WIDEST:
            return scene.span(min(words), max(words))
    return scene.span(match.anchor, match.anchor)


def _distinct(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """Drop arguments that say the same of the same words; the first stays."""
    return tuple({(each.role, each.start, each.end): each for each in reversed(arguments)}.values())[::-1]
