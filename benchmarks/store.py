"""Measure how many event mentions a second `khronika add` stores: all that it does but for reading and coding.

    python benchmarks/store.py [--mentions 20000] [--database postgresql://…]

Documents are made up: each has a text of its own, ten mentions with three arguments, two statements and a relation.
They come as rows of a table do: originals are kept, reprints looked for, arrivals noted.
"""

import argparse
import random
import tempfile
import time
from datetime import date, timedelta
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from khronika.read.source import Source
from khronika.work.chronicle import init_chronicle

NAMES = "Arvel Bastova Corrigan Dunmore Eskola Farrant Galitska Hovland Ismet Jurado Kestrel Lomond Marchetti".split()
GROUPS = "nurses drivers teachers students bakers dockers tenants librarians farmers miners".split()
PLACES = [("Leeds", "GB", 53.8, -1.55), ("Lille", "FR", 50.63, 3.06), ("Turin", "IT", 45.07, 7.69)]
KINDS = [("PROTEST", "strike", "walked out"), ("PROTEST", "march", "marched"), ("COERCE", "detention", "detained"),
         ("COERCE", "fine", "fined"), ("CONCEDE", "release", "released")]  # fmt: skip
SYLLABLES = "ba ko li mer no pas ru sto ti vel".split()
WORDS = ["".join(parts) for parts in product(SYLLABLES, repeat=4)]
MENTIONS = 10
Row = dict[str, Any]


def made_document(number: int, chance: random.Random) -> tuple[Row, list[Row], list[Row], list[Row]]:
    """Make a document and its rows, as `khronika code` writes them."""
    name, day = f"made-{number}", date(2015, 1, 1) + timedelta(chance.randrange(4000))
    sentences, mentions = [], []
    at = 0
    for index in range(MENTIONS):
        kind, mode, words = chance.choice(KINDS)
        place, country, lat, lon = chance.choice(PLACES)
        who, count = chance.choice(GROUPS), chance.randrange(20, 5000)
        speaker = f"{chance.choice(NAMES)} {chance.choice(NAMES)}"
        about = " ".join(chance.choices(WORDS, k=8))
        quote = f"Some {count} {who} {words} in {place} over {about}, {speaker} of the union said."
        mentions.append(
            {
                "id": sha256(f"{name} {index}".encode()).hexdigest()[:16], "document": name, "type": kind, "mode": mode,
                "contexts": ["labour"], "realis": "actual", "start": at, "end": at + len(quote), "quote": quote,
                "trigger": _span(quote, words, at),
                "arguments": [
                    {"role": "actor", **_span(quote, who, at), "inferred": False,
                     "value": {"kind": "group", "name": who}},
                    {"role": "number", **_span(quote, str(count), at), "inferred": False,
                     "value": {"low": count, "high": count, "approximate": True, "of": "actor"}},
                    {"role": "recipient", **_span(quote, speaker, at), "inferred": False,
                     "value": {"kind": "person", "name": speaker}},
                ],
                "date": {"start": str(day), "end": str(day + timedelta(1)), "precision": "day", "text": None,
                         "relative_to": None, "inferred": True},
                "place": {"name": place, "country": country, "admin1": None, "geonames_id": None, "lat": lat,
                          "lon": lon, "precision": "settlement", "text": _span(quote, place, at), "inferred": False},
                "attribution": {"speaker": speaker, "relation": "says", **_span(quote, speaker, at)},
                "confidence": round(chance.random(), 2), "coder": "0.1.0",
            }
        )  # fmt: skip
        sentences.append(quote)
        at += len(quote) + 1
    text = " ".join(sentences)
    document = {
        "id": name, "title": f"Report {number}", "standfirst": None, "authors": [], "published": str(day),
        "first_published": None, "language": "en", "publisher": "Made Up Daily", "publisher_chain": [], "url": None,
        "genre": "news", "source": "made.jsonl", "media_type": "application/jsonl", "encoding": None,
        "sha256": sha256(text.encode()).hexdigest(), "text": text, "paragraphs": [], "turns": [], "warnings": [],
    }  # fmt: skip
    return document, mentions, [_statement(mention) for mention in mentions[:2]], [_relation(mentions[0])]


def _span(quote: str, words: str, at: int) -> Row:
    start = at + quote.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def _statement(mention: Row) -> Row:
    told = mention["attribution"]
    speaker = {"name": told["speaker"], "start": told["start"], "end": told["end"], "text": told["text"]}
    kept = {name: mention[name] for name in ("document", "start", "end", "quote")}
    about = {"entities": [], "events": [mention["id"]]}
    return {**kept, "speaker": speaker, "on_behalf_of": None, "relation": "states", "about": about, "kind": "reported"}


def _relation(mention: Row) -> Row:
    speaker = {"kind": "person", **_statement(mention)["speaker"]}
    kept = {name: mention[name] for name in ("document", "start", "end", "quote")}
    return {**kept, "subject": speaker, "relation": "member", "role": None, "object": {**speaker, "name": "the union"}}


def main() -> None:
    """Store so many made mentions in a new chronicle, and print the rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=20_000)
    parser.add_argument("--database", default="", help="postgresql:// URL of an empty database; SQLite without")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        chronicle = init_chronicle(Path(folder, "chronicle"), wanted.database)
        from khronika.resolve.reprints import sample
        from khronika.store.incoming import Incoming
        from khronika.work.arrivals import Input
        from khronika.work.pending import TOGETHER
        from khronika.work.run import collecting_seldom
        from khronika.work.storing import Taken, store

        chance = random.Random(7)
        taken = Input(Source(id="made.jsonl", name="made.jsonl", media_type="application/jsonl", items=((1, b"{}"),)))
        incoming = []
        for number in range(wanted.mentions // MENTIONS):
            document, mentions, statements, relations = made_document(number, chance)
            incoming.append(
                Incoming(
                    sha256=document["sha256"], size=len(document["text"]), media_type="application/jsonl",
                    slot=f"made.jsonl#{document['id']}", document=document, number=None, run={"told": {}},
                    event_mentions=tuple(mentions), statements=tuple(statements), relations=tuple(relations),
                    sample=sample(document["text"]),
                )
            )  # fmt: skip
        batch = [Taken(one, taken) for one in incoming]
        store(chronicle, batch[:1])
        started, busy = time.perf_counter(), time.process_time()
        with collecting_seldom():
            for at in range(0, len(batch), TOGETHER):
                store(chronicle, batch[at : at + TOGETHER])
        took, busy = time.perf_counter() - started, time.process_time() - busy
        print(f"{wanted.mentions:,} mentions in {took:.1f} s ({busy:.1f} s of one core): ", end="")
        print(f"{wanted.mentions / took:,.0f} a second")


if __name__ == "__main__":
    main()
