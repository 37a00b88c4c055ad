"""From analysed sentences and mentions to event mentions: who did what to whom, where, when, told by whom."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from khronika.extract import learnt, senses
from khronika.extract.announced import announced_type, find_requests
from khronika.extract.arguments import find_fillers
from khronika.extract.attribution import attribute
from khronika.extract.carriers import carrier_of, taken_deed
from khronika.extract.causes import inherit_actors, without_doers, without_forces, without_seized
from khronika.extract.confidence import confidence
from khronika.extract.coreference import Antecedents
from khronika.extract.counting import find_numbers, inherited_numbers
from khronika.extract.dating import (
    DatesBefore,
    find_date,
    is_aside,
    is_long_before,
    is_of_main_clause,
    is_verbless,
    scene_date,
)
from khronika.extract.manner import Manners
from khronika.extract.match import Match, find_matches
from khronika.extract.participants import as_argument, full_names
from khronika.extract.parties import Filler
from khronika.extract.placing import (
    PlacesBefore,
    find_place,
    framing_place,
    heading_place,
    is_anywhere,
    is_background,
    is_coarser,
    scene_place,
)
from khronika.extract.realis import find_realis
from khronika.extract.repeats import with_aims, with_calls, without_announced, without_repeats
from khronika.extract.scene import Scene
from khronika.extract.sufferers import DONE_TO, REACH, Suffered, inherit_recipients, is_done_to, may_carry
from khronika.extract.terms import find_terms
from khronika.extract.warfare import mode_of
from khronika.lexicon import Trigger
from khronika.model import Argument, EventMention, Participant, Realis, Span, ToldDate, ToldPlace, mention_id
from khronika.version import __version__

ANNOUNCED_BONUS = 0.03  # an announcement has happened, the act announced has not
REQUEST_WEIGHT = 0.8
POINTERS = frozenset({"тот", "та", "те", "той", "ті"})  # by themselves they name nobody
WIDEST = 8  # tokens a trigger's words may span; beyond, its anchor alone is the trigger


def find_events(antecedents: Antecedents) -> list[EventMention]:
    """Find the event mentions of a document in order of their triggers.

    Spans count code points of the analysis' text. Sentences in a language without a lexicon, and those outside the
    body, tell nothing.
    """
    return _Reader(antecedents).read()


class _Reader:
    """Reads a document once, sentence by sentence, and remembers the places and dates told so far."""

    def __init__(self, antecedents: Antecedents) -> None:
        analysis, mentions = antecedents.analysis, antecedents.mentions
        self.analysis = analysis
        self.mentions = mentions
        self.antecedents = antecedents
        self.names = full_names(mentions)
        self.places = PlacesBefore(frame=framing_place(analysis, mentions))
        self.dates = DatesBefore()
        self.manners = Manners()
        self.suffered = Suffered()
        self.told: Counter[tuple[int, int]] = Counter()

    def read(self) -> list[EventMention]:
        found = []
        matched = [(scene, find_matches(scene)) for scene in self.antecedents.scenes()]
        meant = senses.meant(matched)
        for scene, matches in without_announced(learnt.chosen(meant, may_add=meant is matched)):
            headed = heading_place(scene)
            if headed is not None:
                self.places = PlacesBefore(headed, scene.sentence.paragraph, self.places.frame, headed=True)
                if is_verbless(scene):
                    self._remember(scene, None, scene_date(scene))
            elif scene.opens_report or not matches:
                self._set_scene(scene, is_told=bool(matches))
            found += [*self._told(scene, matches), *self._requested(scene)]
        return sorted(found, key=lambda event: (event.trigger.start, event.trigger.end, event.type, event.mode or ""))

    def _told(self, scene: Scene, matches: Sequence[Match]) -> Iterator[EventMention]:
        """Yield the events that the sentence's triggers tell, and those that announcing them tells beside."""
        matched = {match.anchor: (match, find_fillers(scene, match)) for match in matches}
        acts = with_aims(without_doers(without_seized(without_forces(matched, scene), scene), scene), scene)
        every = with_calls(acts, scene)
        told = without_repeats(every, scene)
        inherited = inherit_actors(scene, every)
        inherited = inherit_recipients(scene, {at: (every[at][0], fillers) for at, fillers in inherited.items()})
        for anchor, fillers in inherited.items():
            if anchor not in told:
                continue
            match = told[anchor][0]
            realis = find_realis(scene, match, fillers)
            event = self._event(scene, match, fillers, realis)
            yield event
            announced = announced_type(scene, match, realis, fillers)
            if announced is not None:
                yield self._announcement(event, announced)

    def _requested(self, scene: Scene) -> Iterator[EventMention]:
        for index, fillers in find_requests(scene):
            trigger = Trigger(
                words=(scene.lemmas[index],), anchor=0, pos=frozenset({"AUX"}), type="REQUEST", mode=None,
                frame="agent_told", weight=REQUEST_WEIGHT, line=0,
            )  # fmt: skip
            yield self._event(scene, Match(trigger, index, (index,)), fillers, "actual")

    def _announcement(self, event: EventMention, kind: str) -> EventMention:
        """Make the event that announcing an act is: the same words and parties, told as actual."""
        return replace(
            event, id=self._id(event.trigger), type=kind, mode=None, contexts=(), realis="actual",
            confidence=round(min(0.99, event.confidence + ANNOUNCED_BONUS), 3),
        )  # fmt: skip

    def _event(self, scene: Scene, match: Match, fillers: Sequence[Filler], realis: Realis) -> EventMention:
        trigger = trigger_span(scene, match)
        carrier = carrier_of(scene, match.anchor)
        verb = carrier[0] if carrier else taken_deed(scene, match)
        anywhere = is_anywhere(match, realis)
        place, places = find_place(scene, match.anchor, verb, self.places, anywhere=anywhere)
        date, dates = find_date(scene, match.anchor, verb, self.dates, realis=realis, anywhere=anywhere)
        is_past = is_background(scene, match.anchor)
        if place is not None and place.inferred:
            is_elsewhere = is_past or is_long_before(date, self.dates, self.analysis.anchor)
            place, places = (None, []) if is_elsewhere else (place, places)
        if date is not None and is_past and (not dates or is_of_main_clause(scene, match.anchor, date)):
            date, dates = None, []
        aside = is_aside(scene, match.anchor)
        is_open = date is not None and date.end is None  # "under house arrest **since May**"
        goes_on = realis == "actual" and not is_open and (self.dates.last is None or not aside)
        stays = self.places.last is None or not aside
        self._remember(scene, place if stays else None, date if goes_on else None)
        who = self._carry(scene, match, self._participants(scene, match, fillers))
        numbers = find_numbers(scene, match.anchor, [filler for filler in fillers if not filler.inferred])
        numbers = numbers or list(inherited_numbers(scene, self.antecedents.mentions, who))
        arguments = _distinct([*who, *numbers, *find_terms(scene, match, who), *places, *dates])
        quote = Span.of(self.analysis.text, scene.sentence.start, scene.sentence.end)
        return EventMention(
            id=self._id(trigger),
            document=self.analysis.document.id,
            type=match.trigger.type,
            mode=self.manners.settle(scene, match, mode_of(scene, match, fillers)),
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
            coder=__version__,
        )

    def _remember(self, scene: Scene, place: ToldPlace | None, date: ToldDate | None) -> None:
        paragraph = scene.sentence.paragraph
        if place is not None and not is_coarser(place, self.places.last):
            before = self.places
            headed = before.headed and paragraph == before.paragraph and before.last == replace(place, inferred=True)
            self.places = PlacesBefore(place, paragraph, self.places.frame, headed)
        if date is not None:
            self.dates = DatesBefore(date, paragraph, self.dates.frame)

    def _set_scene(self, scene: Scene, *, is_told: bool) -> None:
        """Remember where and when a sentence is that tells no event, or the first; a heading holds for all below it."""
        date = None if is_told and not scene.is_heading else scene_date(scene)
        self._remember(scene, scene_place(scene, self.places), date)
        if scene.is_heading or (scene.opens_report and is_verbless(scene)):
            self.dates = replace(self.dates, frame=date)

    def _participants(self, scene: Scene, match: Match, fillers: Sequence[Filler]) -> list[Argument]:
        of_told = match.trigger.type in DONE_TO
        made = (as_argument(scene, f.token, f.role, self.antecedents, of_told=of_told) for f in fillers)
        found = [
            replace(self._in_full(argument), inferred=argument.inferred or filler.inferred)
            for argument, filler in zip(made, fillers, strict=True)
        ]
        told = [a for a in found if a.text.casefold() not in POINTERS]
        return [a for a in told if not (a.inferred and any(_is_same(a, other) for other in told))]

    def _carry(self, scene: Scene, match: Match, who: list[Argument]) -> list[Argument]:
        """Add to whom it was done where only what came before tells; remember it for what comes."""
        told = [argument for argument in who if argument.role == "recipient"]
        if told:
            if is_done_to(match):
                self.suffered = Suffered(told, scene.sentence.paragraph, scene.number)
            return who
        before = self.suffered
        is_near = before.paragraph == scene.sentence.paragraph and scene.number - before.number <= REACH
        if not is_near or not may_carry(scene, match):
            return who
        acting = {argument.value for argument in who}
        return [*who, *(replace(each, inferred=True) for each in before.told if each.value not in acting)]

    def _in_full(self, argument: Argument) -> Argument:
        """Give a person known by surname the full name that the document has for him."""
        value = argument.value
        if not isinstance(value, Participant) or value.kind != "person" or value.name not in self.names:
            return argument
        return replace(argument, value=Participant("person", self.names[value.name]))

    def _id(self, trigger: Span) -> str:
        form = trigger.text.casefold()
        appearance = self.analysis.text[: trigger.start].casefold().count(form)
        self.told[trigger.start, trigger.end] += 1
        return mention_id(self.analysis.document.id, form, appearance, self.told[trigger.start, trigger.end] - 1)


def trigger_span(scene: Scene, match: Match) -> Span:
    """Give the words that tell the event: the phrase with the event noun it takes; apart, the anchor."""
    nouns = [i for i in match.taken if scene.tokens[i].upos == "NOUN" and not scene.is_participant(i)]
    for words in ([*match.words, *nouns], [*match.words], [match.anchor]):
        if max(words) - min(words) <= WIDEST:
            return scene.span(min(words), max(words))
    return scene.span(match.anchor, match.anchor)


def _is_same(inferred: Argument, told: Argument) -> bool:
    """Say whether an inferred party is one whom the event has in another role, so that it was inferred wrongly."""
    return inferred.role != told.role and not told.inferred and inferred.start < told.end and told.start < inferred.end


def _distinct(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
    """Drop arguments that say the same of the same words; the first stays."""
    return tuple({(each.role, each.start, each.end): each for each in reversed(arguments)}.values())[::-1]
