"""Where an event was: by attachment, then by the sentence, then by what came before."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from khronika.extract.attachment import INSIDE, PARTS, THAN, TOLD, WHERE, Attached, attached
from khronika.extract.dating import is_on_root, is_verbless, is_witnessed
from khronika.extract.grammar import fold_relative, marker
from khronika.extract.heading import is_heading
from khronika.extract.match import Match
from khronika.extract.scene import PERSONAL, Scene
from khronika.language import Analysis
from khronika.model import Argument, Mention, Place, Realis, Span, ToldPlace
from khronika.ontology import SAID

FIRST_WORDS = 90  # a dateline stands within so many characters of the first sentence of the body
POWERS = frozenset({"police", "court", "prosecutor", "government", "parliament"})
# What is written wherever its author is.
WRITTEN = frozenset({("COERCE", "appeal"), ("COERCE", "criminal_charge")})
WITHIN_TOWNS = frozenset({"in", "в", "во", "à", "у"})
# Words in the names of streets and houses, which are in a town.
HOUSES = frozenset(
    "arch avenue boulevard bridge building church court embankment garden gardens gate hall highway hotel house lane "
    "market park plaza quay road school square station street tower university "
    "авеню бульвар вокзал завод мост набережная парк переулок площадь проспект сад станция театр улица шоссе "
    "boulevard église gare hôpital hôtel jardin lycée marché parc place pont porte quai rue théâtre "
    "вокзал вулиця міст набережна площа провулок проспект сквер станція".split()
)
ACROSS = frozenset({"across", "throughout", "по", "через"})
AREAS = frozenset(
    "city country county district municipality nation province region state town village "
    "город область посёлок район регион республика село страна commune département pays province région ville village "
    "місто область район регіон республіка село країна".split()
)
DASHES = ("—", "–", "-", "(", ":", "/", ",", ".")


class PlacesBefore(Struct, frozen=True):
    """What was told of places before a sentence: the last event's place, and the dateline's or title's.

    `headed` is whether the last was told at the head of its paragraph, and holds for all that is told in it.
    """

    last: ToldPlace | None = None
    paragraph: int = -1
    frame: ToldPlace | None = None
    headed: bool = False


def is_anywhere(match: Match, realis: Realis) -> bool:
    """Say whether an event is no act that is done at some place: what is only said, or spoken of in general."""
    kind = match.trigger.type
    return kind in SAID or (kind, match.mode) in WRITTEN or realis == "hypothetical"


def find_place(
    scene: Scene, anchor: int, carrier: int | None, before: PlacesBefore, *, anywhere: bool
) -> tuple[ToldPlace | None, list[Argument]]:
    """Give the event's place, and every place that the sentence ties to it as an argument, the best first.

    Without any the place told before holds (`inferred`); of an event that may be `anywhere` only what heads its line.
    """
    found = attached(scene, anchor, carrier, "place")
    if is_witnessed(scene, anchor):
        return _told_only(found)
    told = [each for each in found if each.closeness >= TOLD]
    chosen = _finest(told) or _finest([each for each in found if each.closeness >= 0.9])
    if chosen is not None:
        inferred = chosen.closeness < TOLD
        listed = [_argument(each) for each in (chosen, *(each for each in told if each is not chosen))]
        place, earlier = as_place(chosen.mention, inferred=inferred), _earlier(scene, before)
        if earlier and (_is_in_town(scene, chosen.mention) or (inferred and is_coarser(place, earlier))):
            return earlier, listed
        return place, listed
    earlier = None if _is_all_over(scene, anchor, carrier) else _earlier(scene, before)
    if earlier is not None and (not anywhere or (before.headed and before.paragraph == scene.sentence.paragraph)):
        return earlier, []
    rest = next((each for each in found if _is_of_state(scene, each.mention)), None)
    return (as_place(rest.mention, inferred=True), [_argument(rest)]) if rest else (None, [])


def _is_all_over(scene: Scene, anchor: int, carrier: int | None) -> bool:
    """Say whether an event is told of many places: "detained in **nine towns** this week", "**across** the country"."""
    for at in {anchor, carrier if carrier is not None else anchor}:
        for place in scene.sentence.dependents(at, "obl", "nmod"):
            written = marker(scene.sentence, place)[0]
            is_many = scene.tokens[place].feats.get("Number") == "Plur" and written in INSIDE | ACROSS
            if scene.lemmas[place] in AREAS and (is_many or written in ACROSS):
                return True
    return False


def is_background(scene: Scene, anchor: int) -> bool:
    """Say whether an event only tells who somebody is, or what had been before: "a captain who was **charged** with …".

    It need not have been where the story is. In French and Ukrainian such clauses are not told apart well.
    """
    if scene.tokens[anchor].deprel == "amod" and scene.grammar.is_passive(anchor):
        return True  # "the **banned** newspaper"
    if scene.sentence.language not in ("en", "ru"):
        return False
    path = (anchor, *scene.grammar.path(anchor))
    clauses = (at for at in path if scene.tokens[at].deprel == "acl:relcl")
    clause = next(clauses, None)
    if scene.tokens[anchor].upos == "NOUN":
        clause = None  # "the artist, whose **arrest** made headlines"
    subjects = [] if clause is None else list(scene.sentence.dependents(clause, "nsubj"))
    if any(scene.lemmas[at] in PERSONAL and not fold_relative(scene.tokens[at]) for at in subjects):
        return False  # "officers released the men **they** had detained"
    if clause is not None and all(scene.lemmas[child] not in WHERE for child in scene.sentence.children[clause]):
        return True
    helpers = (i for at in path[:2] for i in scene.sentence.dependents(at, "aux"))
    return any(scene.tokens[i].text.lower() == "had" for i in helpers)


def _told_only(found: Sequence[Attached]) -> tuple[ToldPlace | None, list[Argument]]:
    """Give the place that is told of the event itself."""
    told = [each for each in found if each.closeness >= TOLD]
    chosen = _finest(told)
    return (as_place(chosen.mention, inferred=False), [_argument(each) for each in told]) if chosen else (None, [])


def _is_of_state(scene: Scene, mention: Mention) -> bool:
    """Say whether a place only describes a power that acts at home: "**Turkish** police"."""
    head = scene.sentence.head_of(mention.start, mention.end)
    governor = None if head is None else scene.tokens[head].head
    return governor is not None and governor >= 0 and scene.means(governor) in POWERS


def _is_in_town(scene: Scene, mention: Mention) -> bool:
    """Say whether a place is a street, house or quarter of the town told before: "on **Chitadze Street**".

    What no gazetteer knows may be a village where something was done "in" it.
    """
    inside = scene.sentence.covering(mention.start, mention.end)
    if _precision(mention) != "unknown" or not inside:
        return False
    named = {lemma.casefold() for lemma in scene.lemmas[inside[0] : inside[-1] + 2]}  # with "Piccadilly **Gardens**"
    head = scene.sentence.head_of(mention.start, mention.end)
    if head is None or HOUSES & named or next(scene.sentence.dependents(head, "det"), None) is not None:
        return True
    above = scene.tokens[head].head
    is_part = scene.tokens[head].deprel.startswith("nmod") and scene.lemmas[above] in PARTS  # "in the village of …"
    return marker(scene.sentence, above if is_part else head)[0] not in WITHIN_TOWNS


def _finest(found: Sequence[Attached]) -> Attached | None:
    """Give the closest place; among those about as close, a settlement rather than a country."""
    if not found:
        return None
    best = found[0].closeness
    near = [each for each in found if each.closeness >= best - 1.0]
    return next((each for each in near if _precision(each.mention) in ("exact", "settlement")), near[0])


def _precision(mention: Mention) -> str:
    return mention.value.precision if isinstance(mention.value, Place) else "unknown"


def _earlier(scene: Scene, before: PlacesBefore) -> ToldPlace | None:
    if before.last is not None and before.paragraph == scene.sentence.paragraph:
        return replace(before.last, inferred=True)
    return before.frame or (replace(before.last, inferred=True) if before.last else None)


def is_coarser(place: ToldPlace, before: ToldPlace | None) -> bool:
    """Say whether a country comes after a town, which then is still where what follows was.

    Either it is the country of that town, or it is told of something else in the sentence ("… beyond Kazakhstan").
    """
    is_after_town = place.precision == "country" and before is not None and before.precision in ("exact", "settlement")
    return is_after_town and (place.inferred or (before is not None and before.country == place.country))


def as_place(mention: Mention, *, inferred: bool) -> ToldPlace:
    """Make an event's place of a place mention."""
    value = mention.value if isinstance(mention.value, Place) else Place(mention.text)
    return ToldPlace(
        value.name, value.country, value.admin1, value.geonames_id, value.lat, value.lon, value.precision,
        Span(mention.start, mention.end, mention.text), inferred,
    )  # fmt: skip


def _argument(found: Attached) -> Argument:
    mention = found.mention
    value = mention.value if isinstance(mention.value, Place) else Place(mention.text)
    return Argument("place", mention.start, mention.end, mention.text, value, found.closeness < TOLD)


def heading_place(scene: Scene) -> ToldPlace | None:
    """Give the place of a sentence that is, or begins with, nothing but a place: "Kampala. Police searched …"."""
    sentence = scene.sentence
    end = sentence.end if scene.heading_end is None else scene.heading_end
    if not is_heading(scene.analysis.text, sentence.start, end, scene.mentions):
        return None
    return as_place(next(mention for mention in scene.mentions if mention.kind == "place"), inferred=True)


def framing_place(analysis: Analysis, mentions: Sequence[Mention]) -> ToldPlace | None:
    """Give the place of the dateline, else a settlement of the title."""
    places = [mention for mention in mentions if mention.kind == "place"]
    kinds = [(paragraph.kind, paragraph.start, paragraph.end) for paragraph in analysis.document.paragraphs]
    for kind, start, end in kinds:
        if kind in ("paragraph", "standfirst", "answer", "item"):
            first = next((m for m in places if start <= m.start < end), None)
            if first is not None and _is_dateline(analysis.text, start, first):
                return as_place(first, inferred=True)
            break
    for kind, start, end in kinds:
        if kind == "title":
            titled = [m for m in places if start <= m.start < end]
            chosen = next((m for m in titled if _precision(m) in ("exact", "settlement")), None)
            return as_place(chosen, inferred=True) if chosen else None
    return None


def scene_place(scene: Scene, before: PlacesBefore) -> ToldPlace | None:
    """Give the town where a sentence that tells no event says that people are: "It is six o'clock in **Glasgow**".

    Either it has no verb, as headings have none ("Crown Court at **Bristol**."), or it is the first of the report, or
    the town hangs on its main word and no other was told before.
    """
    towns = [m for m in scene.mentions if m.kind == "place" and _precision(m) in ("exact", "settlement")]
    if len(towns) != 1 or not THAN.isdisjoint(scene.vocabulary):
        return None
    if not is_verbless(scene) and not scene.opens_report:
        head = scene.sentence.head_of(towns[0].start, towns[0].end)
        is_there = head is not None and marker(scene.sentence, head)[0] in INSIDE and is_on_root(scene, head)
        if before.last is not None or not is_there:
            return None
    return as_place(towns[0], inferred=True)


def _is_dateline(text: str, start: int, mention: Mention) -> bool:
    if mention.start - start > 3:
        return False
    rest = text[mention.end : mention.end + FIRST_WORDS].lstrip()
    head = rest[:40]
    return rest.startswith(("—", "–", "-", "(")) or (
        rest.startswith((",", ".", "/", ":")) and any(dash in head for dash in ("—", " – ", " - ", "--"))
    )
