"""Fill a chronicle with made-up mentions, the same for the same number: what the pages of the workbench are timed on.

python benchmarks/chronicle.py FOLDER                    a million mentions, in a new chronicle in FOLDER
python benchmarks/chronicle.py FOLDER --mentions 20000   a smaller one

Documents, mentions with what was proposed for them, arguments, namings, statements, relations, events, cases, actors,
tally and search are filled, as `khronika add` would. All people are invented.
"""

import argparse
import random
import time
from bisect import bisect
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec
from invented import PUBLISHERS, TOLD, actor, cyrillic, places, spans

from khronika.model import fingerprint

FIRST_DAY, DAYS = date(2010, 1, 1), 15 * 365
AT = datetime(2026, 1, 1, tzinfo=UTC)
STATUSES = (("proposed", 55), ("accepted", 30), ("corrected", 8), ("rejected", 5), ("returned", 1), ("added", 1))
PRECISIONS = (("day", 78), ("month", 9), ("week", 4), ("year", 4), ("open", 2), ("unknown", 3))
CASE_MODES = {"criminal_charge", "trial", "sentence", "remand", "release"}
CODER = "0.1.0"
encode = msgspec.json.Encoder().encode


def key(*parts: object) -> str:
    """Make a stable key of 16 hex digits."""
    return sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class Chance:
    """Draws from weighted values, from one seeded source."""

    def __init__(self, rng: random.Random, rows: Sequence[tuple[Any, float]]) -> None:
        """Take (value, weight) rows."""
        self.values = [value for value, _ in rows]
        self.sums = list(accumulate(weight for _, weight in rows))
        self.rng = rng

    def draw(self) -> Any:
        """Draw one value."""
        return self.values[bisect(self.sums, self.rng.random() * self.sums[-1])]


class Table:
    """Rows on their way into one table, in batches; a column that is not named has the default of its model."""

    def __init__(self, model: Any, columns: str) -> None:
        """Name the columns that rows will give."""
        named = columns.split()
        rest = [f for f in model._meta.concrete_fields if f.column not in named and f.column != "id"]
        self.table, self.columns = model._meta.db_table, named + [field.column for field in rest]
        self.defaults = [self._cell(field.get_default()) for field in rest]
        self.rows: list[list[Any]] = []

    @staticmethod
    def _cell(value: Any) -> Any:
        return encode(value).decode() if isinstance(value, dict | list) else value

    def add(self, *row: Any) -> None:
        """Take a row; dicts and lists become JSON."""
        self.rows.append([*map(self._cell, row), *self.defaults])
        if len(self.rows) >= 20_000:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered."""
        from django.db import connection

        names = ", ".join(f'"{column}"' for column in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.table} ({names}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
            elif self.rows:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f"INSERT INTO {self.table} ({names}) VALUES ({marks})", self.rows)
        self.rows.clear()


class Maker:
    """Makes a chronicle, document by document."""

    def __init__(self, mentions: int) -> None:
        """Invent actors and prepare tables for so many mentions."""
        from khronika.store import models as m

        self.rng = random.Random(7)
        self.mentions, self.made, self.proposed = mentions, 0, 0
        number = max(40, mentions // 20)
        known: dict[str, str] = {}
        while len(known) < number:
            kind, name = actor(self.rng)
            known.setdefault(name, kind)
        rows = [(name, kind, key("actor", name)) for name, kind in known.items()]
        self.people = self._zipf([row for row in rows if row[1] == "person"])
        self.bodies = self._zipf([row for row in rows if row[1] != "person"])
        self.actors = {row[2]: [row, 0, "", ""] for row in rows}
        self.status = Chance(self.rng, STATUSES)
        self.precision = Chance(self.rng, PRECISIONS)
        self.told = {code: Chance(self.rng, [(row, row[2]) for row in rows]) for code, rows in TOLD.items()}
        self.places = self._zipf(places(), 8)
        self.recent: deque[dict[str, Any]] = deque()
        self.cases: dict[str, list[str]] = {}
        self.tally: Counter[tuple[str, ...]] = Counter()
        place = "place country admin1 geonames_id lat lon"
        dates = "date_start date_end date_precision"
        self.tables = {
            "report": Table(m.Report, "id sha256 media_type size received_at"),
            "arrival": Table(m.Arrival, "report_id origin at"),
            "document": Table(
                m.Document,
                "id name slot version current report_id number text_sha256 title published first_published language"
                " publisher url genre text body entities original_id likeness added_at",
            ),
            "event": Table(
                m.Event,
                f"key type mode realis {dates} {place} mention_count source_count disputed case_id body",
            ),
            "mention": Table(
                m.Mention,
                f"key document_id proposal_id status revision type mode realis {dates} {place} speaker language trigger"
                " quote start end confidence priority event_id body",
            ),
            "coding": Table(m.Coding, "id document_id coder codebook versions at"),
            "proposal": Table(m.Proposal, "id coding_id document_id kind key fingerprint live body"),
            "argument": Table(
                m.Argument,
                "mention_id key role start end text kind name low high inferred naming actor_id day event_key",
            ),
            "naming": Table(m.Naming, "key document_id actor_id kind name body"),
            "statement": Table(
                m.Statement,
                "key document_id proposal_id status revision speaker speaker_actor_id relation quote start end body",
            ),
            "relation": Table(
                m.Relation,
                "key document_id proposal_id status revision subject subject_actor_id relation role object"
                " object_actor_id quote start end body",
            ),
            "actor": Table(
                m.Actor,
                "key kind name names protection protection_reason public_role mentions first_day last_day",
            ),
            "case": Table(m.Case, "key actor_id title custody body"),
            "search": Table(m.SearchEntry, "kind key words more"),
            "tally": Table(m.Tally, "status type mode realis country language month number"),
        }

    def _zipf(self, rows: Sequence[Any], flat: float = 3) -> Chance:
        return Chance(self.rng, [(row, (at + flat) ** -0.9) for at, row in enumerate(rows)])

    def make(self) -> None:
        """Make everything."""
        number = 0
        while self.made < self.mentions:
            number += 1
            self._document(number, FIRST_DAY + timedelta(DAYS * self.made // self.mentions))
        while self.recent:
            self._close(self.recent.popleft())
        self._ends()
        for table in self.tables.values():
            table.flush()

    def _document(self, number: int, published: date) -> None:
        language = "ru" if self.rng.random() < 0.45 else "en"
        name = f"reports/{published.year}/{number:06}.txt"
        told = min(self.rng.randint(2, 8), self.mentions - self.made)
        events = [self._event(language, published) for _ in range(told)]
        quotes = [self._words(event, language) for event in events]
        title = quotes[0].rstrip(".")
        text = title + "\n\n" + " ".join(quotes)
        published_text = published.isoformat()
        digest = sha256(text.encode()).hexdigest()
        publisher = self.rng.choice(PUBLISHERS[language])
        self.tables["report"].add(number, sha256(name.encode()).hexdigest(), "text/plain", len(text.encode()), AT)
        self.tables["arrival"].add(number, name, AT)
        original = number - self.rng.randint(1, 40) if self.rng.random() < 0.06 and number > 50 else None
        body = {"id": name, "title": title, "published": published_text, "language": language, "turns": []}
        self.tables["document"].add(
            number, name, name, 1, True, number, 0, digest, title, published_text, "", language, publisher,
            f"https://{'abcdef'[number % 6]}.example/{number}", "news", text, body, [], original,
            0.93 if original else None, AT,
        )  # fmt: skip
        self.tables["coding"].add(number, number, CODER, "made", {}, AT)
        self._search("document", str(number), language, [title, publisher, text])
        named: dict[str, Any] = {}
        for event, quote, (start, end) in zip(events, quotes, spans(quotes), strict=True):
            self._mention(event, quote, (number, name, language, published_text), start + len(title) + 2, end, named)
        for row in named.values():
            naming = {"names": [row[0]], "language": language, "roles": ["coordinator"] if row[1] == "person" else []}
            self.tables["naming"].add(key(name, row[0]), number, row[2], row[1], row[0], naming)
        self._sayings(number, name, quotes[0], len(title) + 2, list(named.values()))

    def _event(self, language: str, published: date) -> dict[str, Any]:
        """Take up an event of late, or make a new one; every reported event is told 1.7 times on average."""
        if self.recent and self.rng.random() < 0.4:
            return self.recent[self.rng.randrange(len(self.recent))]
        type_, mode, _, _ = self.told[language].draw()
        day = published - timedelta(self.rng.choice((0, 1, 1, 2, 3, 6)))
        event = {
            "key": "", "type": type_, "mode": mode, "day": day, "precision": self.precision.draw(),
            "place": self.places.draw(), "actor": self.bodies.draw(), "recipient": self.people.draw(),
            "number": self.rng.choice((2, 5, 12, 26, 40, 120, 300, 1500)), "mentions": [], "documents": set(),
        }  # fmt: skip
        self.recent.append(event)
        if len(self.recent) > 600:
            self._close(self.recent.popleft())
        return event

    def _words(self, event: dict[str, Any], language: str) -> str:
        pattern = next(row[3] for row in TOLD[language] if row[:2] == (event["type"], event["mode"]))
        names = [event["actor"][0], event["recipient"][0], event["place"][0]]
        a, r, p = [cyrillic(name) for name in names] if language == "ru" else names
        return pattern.format(a=a, r=r, p=p, n=self._number(event))

    def _number(self, event: dict[str, Any]) -> int:
        return event["number"] * (1 + len(event["mentions"]) % 3) if event["number"] > 20 else event["number"]

    def _mention(
        self, event: dict[str, Any], quote: str, document: tuple[int, str, str, str], start: int, end: int,
        named: dict[str, Any],
    ) -> None:  # fmt: skip
        number, name, language, _ = document
        mention = key(name, start)
        event["key"] = event["key"] or mention
        status = self.status.draw()
        confidence = round(0.4 + 0.6 * self.rng.random(), 2)
        first, until = bounds(event["day"], event["precision"])
        city, country, region, geonames, lat, lon = event["place"]
        end = start + len(quote)
        arguments = list(self._arguments(event, quote, start, language))
        told = {
            "date": {"start": first or None, "end": until or None, "precision": event["precision"]},
            "place": {"name": city, "country": country, "admin1": region, "geonames_id": geonames, "lat": lat,
                      "lon": lon, "precision": "settlement"},
        }  # fmt: skip
        body = {
            "id": mention, "document": name, "type": event["type"], "mode": event["mode"], "contexts": [],
            "realis": "actual", "start": start, "end": end, "quote": quote,
            "trigger": {"start": start, "end": start + 4, "text": quote[:4]},
            "arguments": [row for row, _ in arguments], **told,
            "attribution": {"speaker": None, "relation": "states", "start": None, "end": None, "text": None},
            "confidence": confidence, "coder": CODER,
        }  # fmt: skip
        self.tables["mention"].add(
            mention, number, self._propose(number, "mention", mention, body), status, 0, event["type"], event["mode"],
            "actual", first, until, event["precision"], city, country, region, geonames, lat, lon, "", language,
            quote[:4], quote, start, end, confidence, round(1 - confidence, 3), event["key"], body,
        )  # fmt: skip
        self._search("mention", mention, language, [quote])
        event["mentions"].append((mention, name, self._number(event), told))
        event["documents"].add(number)
        self.tally[(status, event["type"], event["mode"], "actual", country, language, first[:7])] += 1
        self.made += 1
        for row, who in arguments:
            if who:
                named[who[2]] = who
                seen = self.actors[who[2]]
                seen[1] += 1
                seen[2], seen[3] = min(seen[2] or first, first), max(seen[3], first)
            value = row["value"]
            self.tables["argument"].add(
                mention, key(row["role"], row["text"])[:12], row["role"], row["start"], row["end"], row["text"],
                value.get("kind", ""), value.get("name", ""), value.get("low"), value.get("high"), False,
                key(name, who[0]) if who else "", who[2] if who else None, first, event["key"],
            )  # fmt: skip

    def _propose(self, number: int, kind: str, key: str, body: dict[str, Any]) -> int:
        """Write what the coder proposes of a document; give the row's number."""
        self.proposed += 1
        self.tables["proposal"].add(self.proposed, number, number, kind, key, fingerprint(body), True, body)
        return self.proposed

    def _search(self, kind: str, key: str, language: str, parts: list[str]) -> None:
        from khronika.store.search_entries import entries

        for entry in entries(kind, key, language, parts):
            self.tables["search"].add(*entry.values())

    def _arguments(
        self, event: dict[str, Any], quote: str, start: int, language: str
    ) -> Iterator[tuple[dict[str, Any], Any]]:
        for role in ("actor", "recipient"):
            who = event[role]
            text = cyrillic(who[0]) if language == "ru" else who[0]
            if (at := quote.find(text)) >= 0:
                value = {"kind": who[1], "name": text}
                yield argument(role, start + at, text, value), who
        number = self._number(event)
        if (at := quote.find(str(number))) >= 0:
            value = {"low": number, "high": number, "approximate": False, "of": "actor"}
            yield argument("number", start + at, str(number), value), None

    def _sayings(self, number: int, name: str, quote: str, start: int, named: list[Any]) -> None:
        end = start + len(quote)
        said = {"document": name, "start": start, "end": end, "quote": quote}
        ends = [{"name": who[0], "kind": who[1], "start": start, "end": end, "text": who[0]} for who in named[:2]]
        if named and self.rng.random() < 0.5:
            who, about = named[0], {"entities": [], "events": []}
            own = key(name, "statement")
            body = said | {"speaker": ends[0], "on_behalf_of": None, "relation": "states", "about": about,
                           "kind": "reported"}  # fmt: skip
            self.tables["statement"].add(
                own, number, self._propose(number, "statement", own, body), "proposed", 0, who[0], who[2], "states",
                quote, start, end, body,
            )  # fmt: skip
        if len(named) > 1 and self.rng.random() < 0.2:
            one, other = named[:2]
            own = key(name, "relation")
            body = said | {"subject": ends[0], "relation": "member", "role": "coordinator", "object": ends[1]}
            self.tables["relation"].add(
                own, number, self._propose(number, "relation", own, body), "proposed", 0, one[0], one[2], "member",
                "coordinator", other[0], other[2], quote, start, end, body,
            )  # fmt: skip

    def _close(self, event: dict[str, Any]) -> None:
        """Write an event that no later report takes up."""
        if not event["mentions"]:
            return
        first, until = bounds(event["day"], event["precision"])
        city, country, region, geonames, lat, lon = event["place"]
        case = None
        if event["mode"] in CASE_MODES and event["recipient"][1] == "person":
            case = key("case", event["recipient"][2])
            self.cases.setdefault(event["recipient"][2], []).append((event["key"], event["mode"], first))
        numbers = {number for _, _, number, _ in event["mentions"]}
        self.tables["event"].add(
            event["key"], event["type"], event["mode"], "actual", first, until, event["precision"], city, country,
            region, geonames, lat, lon, len(event["mentions"]), len(event["documents"]), len(numbers) > 1, case,
            event_body(event),
        )  # fmt: skip

    def _ends(self) -> None:
        for who, (row, mentions, first, last) in self.actors.items():
            names = [{"text": row[0], "script": "latin", "language": "en", "count": mentions}]
            if row[1] == "person":
                names.append({"text": cyrillic(row[0]), "script": "cyrillic", "language": "ru", "count": mentions})
            public = row[1] != "person"
            self.tables["actor"].add(
                who, row[1], row[0], names, "public" if public else "private", "", "", mentions, first, last
            )
            self._search("actor", who, "", [name["text"] for name in names])
        for who, stages in self.cases.items():
            stages.sort(key=lambda stage: stage[2])
            spells = [
                {"status": "released" if mode == "release" else "remanded", "since": day or None, "until": None,
                 "event": event, "place": None}
                for event, mode, day in stages
                if mode in {"remand", "release"}
            ]  # fmt: skip
            name = self.actors[who][0][0]
            body = {
                "key": key("case", who), "person": who, "events": [stage[0] for stage in stages], "custody": spells,
                "articles": [], "places_of_detention": [], "minor": None,
            }  # fmt: skip
            self.tables["case"].add(key("case", who), who, name, spells[-1]["status"] if spells else "unknown", body)
        for combination, number in sorted(self.tally.items()):
            self.tables["tally"].add(*combination, number)


def argument(role: str, start: int, text: str, value: dict[str, Any]) -> dict[str, Any]:
    """Make an argument of the output contract."""
    return {
        "role": role, "start": start, "end": start + len(text), "text": text, "value": value, "inferred": False,
    }  # fmt: skip


def bounds(day: date, precision: str) -> tuple[str, str]:
    """Give first day and day after the last of what is told with a precision; empty where open or unknown."""
    match precision:
        case "unknown":
            return "", ""
        case "open":
            return day.isoformat(), ""
        case "week":
            first = day - timedelta(day.weekday())
            return first.isoformat(), (first + timedelta(7)).isoformat()
        case "month":
            return f"{day:%Y-%m}-01", (day.replace(day=1) + timedelta(32)).replace(day=1).isoformat()
        case "year":
            return f"{day.year}-01-01", f"{day.year + 1}-01-01"
        case _:
            return day.isoformat(), (day + timedelta(1)).isoformat()


def event_body(event: dict[str, Any]) -> dict[str, Any]:
    """Assemble `model.Event` of the mentions of an event."""

    def told(mention: tuple[Any, ...], value: Any, text: str | None) -> dict[str, Any]:
        return {
            "value": value, "text": text, "mention": mention[0], "document": mention[1], "source": mention[1],
            "speaker": None, "source_type": "media",
        }  # fmt: skip

    def field(name: str, rows: list[dict[str, Any]], disputed: bool = False) -> dict[str, Any]:
        return {"name": name, "told": rows, "chosen": rows[0]["value"], "why": "told first", "disputed": disputed}

    mentions = event["mentions"]
    numbers = {mention[2] for mention in mentions}
    fields = [
        field("date", [told(mention, mention[3]["date"], None) for mention in mentions]),
        field("place", [told(mention, mention[3]["place"], event["place"][0]) for mention in mentions]),
        field(
            "number",
            [told(each, {"low": each[2], "high": each[2], "approximate": False}, str(each[2])) for each in mentions],
            len(numbers) > 1,
        ),
    ]
    return {
        "key": event["key"], "type": event["type"], "mode": event["mode"], "realis": "actual",
        "mentions": [mention[0] for mention in mentions], "sources": len(event["documents"]), "fields": fields,
        "case": None,
    }  # fmt: skip


def fill(mentions: int) -> None:
    """Fill the chronicle that is open."""
    from django.db import connection, transaction

    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            Maker(mentions).make()
            for table in ("store_report", "store_document", "store_coding", "store_proposal"):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-400000")
        cursor.execute("PRAGMA foreign_keys=OFF")  # without indexes each parent would be looked for in its children
        with transaction.atomic():
            laid_aside = lay_aside(cursor)
            Maker(mentions).make()
            for statement in laid_aside:
                cursor.execute(statement)
            cursor.execute("INSERT INTO store_search(store_search) VALUES ('rebuild')")
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA foreign_key_check")
        if cursor.fetchall():
            raise SystemExit("a row points to nothing")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def lay_aside(cursor: Any) -> list[str]:
    """Drop indexes and triggers, which are made again faster than kept up; give what makes them."""
    cursor.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        " AND tbl_name LIKE 'store_%' ORDER BY type, name"
    )
    found = cursor.fetchall()
    for type_, name, _sql in found:
        cursor.execute(f'DROP {type_} "{name}"')
    return [sql for _type, _name, sql in found]


def main() -> None:
    """Make the chronicle that the options name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--database", help="a postgresql:// URL; SQLite in the folder without")
    options = parser.parse_args()
    started = time.perf_counter()
    open_new(options.folder, options.database)
    fill(options.mentions)
    print(f"{options.mentions} mentions in {time.perf_counter() - started:.0f} s: {options.folder}")


def open_new(folder: Path, database: str | None) -> None:
    """Make a chronicle in a folder and open it."""
    from khronika.work.chronicle import init_chronicle

    init_chronicle(folder, database)


if __name__ == "__main__":
    main()
