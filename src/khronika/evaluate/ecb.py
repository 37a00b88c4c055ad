"""ECB+: events across documents. Gold mentions are given; which of them tell one event is asked.

The archive holds the words and places of the gold mentions of events and of those who take part, and no more of the
texts, so that a sentence here is what its mentions hold. Nothing else is given: neither topics nor document clusters;
singletons are included. Chains and topics are read for scoring alone. The baseline puts mentions of the same lemma
together, over the same mentions; a second one is told the topic, as is usual in the field.
"""

import json
import tarfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate.coreference import labels, measures, pairs
from khronika.evaluate.report import Measure, f1
from khronika.language.english.lemmas import by_rule, read_table
from khronika.resolve.events import LinkedDocument, LinkedMention, link_events
from khronika.resolve.events.words import FUNCTION_WORDS, stem

PARTS = ("Dev", "Train", "Test")
REACH = 24  # words of a sentence that are kept, the nearest to the trigger first


class GoldMention(Struct, frozen=True):
    """A gold mention: words `tokens_number` of sentence `sent_id`."""

    coref_chain: str
    doc_id: str
    sent_id: int
    tokens_number: tuple[int, ...]
    tokens_str: str


def score(path: Path, part: str | None = None) -> list[Measure]:
    """Score the linker and the same-lemma baseline on a part of ECB+ (Dev where the archive has it).

    Raises:
        ArgumentError: the archive lacks that part.
    """
    events, entities = read(path, part)
    gold = [mention.coref_chain for mention in events]
    lemmas = [lemma(mention) for mention in events]
    topics = [mention.doc_id.partition("_")[0] for mention in events]
    mentions = linked(events, entities)
    found = labels(link_events(mentions).clusters, [mention.key for mention in mentions])
    together = list(zip(topics, lemmas, strict=True))
    within = list(zip(topics, found, strict=True))
    ours, base = measures("linker", gold, found), measures("same-lemma", gold, lemmas)
    return [
        *ours,
        *base,
        Measure("gain over same-lemma", ours[0].value - base[0].value, "CoNLL F1"),
        *measures("topics given: linker", gold, within),
        *measures("topics given: same-lemma", gold, together),
        f1("linker pairs F1", pairs(gold, found)),
    ]


def read(path: Path, part: str | None) -> tuple[list[GoldMention], list[GoldMention]]:
    """Read the gold mentions of events and of entities of one part.

    Raises:
        ArgumentError: the archive cannot be read or lacks that part.
    """
    try:
        with tarfile.open(path) as archive:
            names = {Path(member.name).name: member for member in archive if member.isfile()}
            for choice in (part,) if part else PARTS:
                wanted = [f"ECB_{choice}_{kind}_gold_mentions.json" for kind in ("Event", "Entity")]
                if all(name in names for name in wanted):
                    events, entities = (_rows(archive, names[name]) for name in wanted)
                    return events, entities
    except (OSError, tarfile.TarError, json.JSONDecodeError, msgspec.ValidationError) as error:
        raise ArgumentError(f"{path}: no archive of ECB+ gold mentions ({error})") from error
    raise ArgumentError(
        f"{path} holds no part {part or 'of ECB+'} (want ECB_Dev_Event_gold_mentions.json and the like)"
    )


def _rows(archive: tarfile.TarFile, member: tarfile.TarInfo) -> list[GoldMention]:
    file = archive.extractfile(member)
    return msgspec.json.decode(file.read() if file else b"[]", type=list[GoldMention])


def linked(events: Sequence[GoldMention], entities: Sequence[GoldMention]) -> list[LinkedMention]:
    """Make the linker's mentions of what the archive holds, in the order of the events."""
    sentences: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for mention in (*entities, *events):
        sentences[mention.doc_id, mention.sent_id].update(
            zip(mention.tokens_number, mention.tokens_str.split(), strict=False)
        )
    bags: dict[str, set[str]] = defaultdict(set)
    for (document, _), words in sentences.items():
        bags[document].update(_stems(list(words.values())))
    documents = {
        name: LinkedDocument(key=name, source=name, language="en", words=tuple(sorted(bag)))
        for name, bag in bags.items()
    }
    return [
        LinkedMention(
            key=f"{at:06d}",
            document=documents[mention.doc_id],
            start=mention.sent_id * 1000 + mention.tokens_number[0],
            sentence=mention.sent_id,
            type=None,
            mode=None,
            trigger=tuple(_stems(mention.tokens_str.split()) or [mention.tokens_str.casefold()]),
            words=tuple(_beside(mention, sentences[mention.doc_id, mention.sent_id])),
        )
        for at, mention in enumerate(events)
    ]


def _beside(mention: GoldMention, words: Mapping[int, str]) -> list[str]:
    first = mention.tokens_number[0]
    others = [at for at in words if at not in mention.tokens_number]
    return _stems([words[at] for at in sorted(others, key=lambda at: (abs(at - first), at))])[:REACH]


def _stems(words: Sequence[str]) -> list[str]:
    plain = [word.lower().strip("#'\"“”‘’.,-") for word in words]
    return [stem(_lemma(word), "en") for word in plain if len(word) > 1 and word not in FUNCTION_WORDS]


def lemma(mention: GoldMention) -> str:
    """Give the lemma of a mention's head for the baseline: its first word that is no function word."""
    plain = [word.lower().strip("#'\"“”‘’.,-") for word in mention.tokens_str.split()]
    return _lemma(next((word for word in plain if word and word not in FUNCTION_WORDS), plain[0] if plain else ""))


def _lemma(word: str) -> str:
    table = _table()
    known = table.get(("VERB", word)) or table.get(("NOUN", word))
    return known or by_rule(word, "VERB" if word.endswith(("ed", "ing")) else "NOUN")


_tables: list[Mapping[tuple[str, str], str]] = []


def _table() -> Mapping[tuple[str, str], str]:
    if not _tables:
        from importlib.resources import files

        place = files("khronika.language.english").joinpath("model/lemmas.tsv")
        _tables.append(read_table(cast(Path, place)))
    return _tables[0]
