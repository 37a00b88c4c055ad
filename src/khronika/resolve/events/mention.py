"""What the linker looks at: an event mention with its document's facts and the keys of those who take part."""

from datetime import date

from msgspec import Struct

from khronika.model import ParticipantKind, Quantity, Realis, ToldDate, ToldPlace


class LinkedDocument(Struct, frozen=True, kw_only=True):
    """The facts of a document that tell whether two reports tell the same story.

    `source` is the key of the document that it repeats (its own where it repeats none); `day` when it was first
    published; `words` the stems of its text and `marks` what means the same in every language (actors' keys, GeoNames
    ids, numbers), each once and sorted.
    """

    key: str
    source: str
    language: str = ""
    day: date | None = None
    words: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Party(Struct, frozen=True):
    """Who takes part: the key of an actor or of a name, or what kind of people a group is (`health/workers`)."""

    key: str
    kind: ParticipantKind


class LinkedMention(Struct, frozen=True, kw_only=True):
    """An event mention as the linker sees it.

    `start` is where its trigger stands and `sentence` where its passage does. `type` is None where nothing but words is
    known. `trigger` holds the stems of the trigger, and `words` those of its sentence, the nearest first; `numbers` how
    many took part; `plural` is whether the trigger tells of several at once (None where its word has no number),
    `whole` whether it tells of many places, of a number of events or of a habit, `another` whether its words tell it
    from those before it in its report ("**another** blockade"), `lasted` for how many hours it lasted, `item` whether
    its sentence is one of a digest ("Ghent: drivers struck"), of another story than those around it.
    """

    key: str
    document: LinkedDocument
    start: int
    sentence: int
    type: str | None
    mode: str | None
    realis: Realis = "actual"
    trigger: tuple[str, ...] = ()
    plural: bool | None = None
    whole: bool = False
    another: bool = False
    item: bool = False
    lasted: float | None = None
    words: tuple[str, ...] = ()
    date: ToldDate | None = None
    place: ToldPlace | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    numbers: tuple[Quantity, ...] = ()
