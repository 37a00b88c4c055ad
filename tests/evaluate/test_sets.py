"""Each gold set is scored by its authors' measure: small invented gold, answers with known faults, known figures."""

import gzip
import io
import json
import tarfile
from pathlib import Path

import msgspec
import pytest

from khronika.errors import ArgumentError
from khronika.evaluate import glocon, india_police, muc4, nerel, petrarch, places, plover, timex
from khronika.evaluate.answers import Answer, EntityRow
from khronika.evaluate.report import Measure
from khronika.evaluate.sets import below_floors, evaluate
from khronika.work.shown import MentionRow


def gzipped(path: Path, *rows: object) -> Path:
    """Write gzipped JSON Lines."""
    with gzip.open(path, "wt", encoding="utf8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def archived(path: Path, **files: str) -> Path:
    """Write a tar archive of texts."""
    with tarfile.open(path, "w:xz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name.replace("__", "."))
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return path


def mention(kind: str, mode: str | None, *arguments: tuple[str, str, int], **more: object) -> MentionRow:
    """Make an event mention; arguments are (role, words, start)."""
    listed = [
        {"role": role, "start": at, "end": at + len(words), "text": words, "value": {"name": words}}
        for role, words, at in arguments
    ]
    row = {
        "id": "m", "document": "d", "type": kind, "mode": mode, "realis": "actual", "start": 0, "end": 1, "quote": "x",
        "trigger": {"start": 0, "end": 1, "text": "x"}, "arguments": listed, "confidence": 0.5,
        "attribution": {"speaker": None, "relation": "states"},
    }  # fmt: skip
    return msgspec.convert({**row, **more}, MentionRow)


def entity(kind: str, first: int, last: int, **value: object) -> EntityRow:
    """Make an entity."""
    row = {"document": "d", "kind": kind, "start": first, "end": last, "text": "x", "value": value}
    return msgspec.convert(row, EntityRow)


def figures(measures: list[Measure]) -> dict[str, float]:
    """Give measures by name, rounded."""
    return {measure.name: round(measure.value, 3) for measure in measures}


def test_plover_takes_the_most_confident_type_and_any_word_of_a_phrase(tmp_path: Path) -> None:
    record = {"id": "1", "text": "Dockers struck.", "date": "2020-01-01", "language": "en", "event": "DEMAND",
              "source": [{"actorText": "the old dockers"}], "target": [{"actorText": "the port"}]}  # fmt: skip
    gold = gzipped(tmp_path / "gold.gz", record, {**record, "id": "2", "event": "PROTEST"})
    right = mention("REQUEST", None, ("actor", "dockers", 0), ("recipient", "the city", 8), confidence=0.4)
    louder = mention("ASSAULT", None, confidence=0.9)
    found = figures(plover.score(gold, [Answer((right, louder)), Answer((mention("PROTEST", None, confidence=0.3),))]))
    assert found["type F1"] == round(2 * 0.5 * 1.0 / 1.5, 3)
    assert found["actor phrase F1"] == round(2 * 1 / (1 + 2), 3)
    assert found["recipient phrase F1"] == 0.0


def test_india_police_counts_deeds_of_police_and_arrests_by_nobody_named(tmp_path: Path) -> None:
    def row(number: int, labels: list[str]) -> object:
        return {"doc_id": 1, "sent_id": number, "sent_text": "x", "sent_labels": labels}

    gold = gzipped(
        tmp_path / "gold.gz",
        row(1, ["ARREST", "ANY_ACTION"]),
        row(2, ["KILL", "FORCE", "ANY_ACTION"]),
        row(3, ["FAIL"]),
        row(4, []),
    )
    answers = [
        Answer((mention("COERCE", "arrest", ("recipient", "two men", 0)),)),
        Answer((mention("ASSAULT", "killing", ("actor", "constables", 0)),)),
        Answer((mention("COERCE", "arrest", ("actor", "officers", 0), realis="negated"),)),
        Answer((mention("ASSAULT", "killing", ("actor", "a mob", 0)),)),
    ]
    assert figures(india_police.score(gold, answers))["macro F1"] == 1.0


def test_glocon_counts_protests_that_were_or_will_be_and_violence_that_was(tmp_path: Path) -> None:
    def line(number: int, label: int, **text: str) -> str:
        return json.dumps({"id": str(number), "label": label, **text})

    gold = tmp_path / "gold.tar.xz"
    sentences = "\n".join(line(n, label, sentence="x") for n, label in enumerate([1, 2, 0, 1]))
    with tarfile.open(gold, "w:xz") as archive:
        for name, text in {"s/sentence/a.json": sentences, "s/document/a.json": line(9, 1, text="y")}.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    answers = [
        Answer((mention("PROTEST", "strike"),)),
        Answer((mention("PROTEST", "march", realis="future"),)),
        Answer((mention("ASSAULT", "robbery"), mention("PROTEST", "petition"))),
        Answer((mention("ASSAULT", "bombing", realis="hypothetical"),)),
        Answer((mention("ASSAULT", "bombing"),)),
    ]
    assert figures(glocon.score(gold, answers)) == {"sentence F1": 0.8, "document F1": 1.0}


def test_petrarch_reads_codes_as_types_and_leaves_out_those_without(tmp_path: Path) -> None:
    records = """<Sentence date="19950101" id="1"><EventCoding eventcode="141"></EventCoding>
<EventCoding eventcode="173"/>
<Text>
Crowds
marched.</Text></Sentence><Sentence date="19950102" id="2"><EventCoding eventcode="010"/><Text>x</Text></Sentence>"""
    gold = archived(tmp_path / "gold.tar.xz", PETR2_GSR_validation__xml=records)
    [article] = petrarch.articles(gold)
    assert (article.text, article.published) == ("Crowds marched.", "1995-01-01")
    found = figures(petrarch.score(gold, [Answer((mention("PROTEST", "march"), mention("AID", None)))]))
    assert found["news, type F1"] == 0.5


def test_muc4_takes_alternatives_as_equals_and_parts_of_names(tmp_path: Path) -> None:
    template = {"incident_type": "attack / bombing", "PerpInd": [[["the Red Hand group", 0]]], "PerpOrg": [],
                "Target": [], "Victim": [[["a mayor", 5]]], "Weapon": []}  # fmt: skip
    gold = gzipped(tmp_path / "gold.gz", {"docid": "1", "doctext": "x", "templates": [template]})
    bombing = mention("ASSAULT", "bombing", ("actor", "Red Hand", 0), ("recipient", "the bank", 9))
    planned = mention("ASSAULT", "arson", realis="future")
    found = figures(muc4.score(gold, [Answer((bombing, planned))]))
    assert found["incident type F1"] == 1.0 and found["actor filler F1"] == 1.0 and found["recipient filler F1"] == 0.0


def test_nerel_asks_the_outermost_names_and_arguments_of_touched_events(tmp_path: Path) -> None:
    text = "Суд в Перми осудил Анну.\nКонец."
    notes = (
        "T1\tORGANIZATION 0 11\tСуд в Перми\nT2\tCITY 6 11\tПерми\nT3\tEVENT 12 18\tосудил\n"
        "T4\tPERSON 19 23\tАнну\nR1\tPARTICIPANT_IN Arg1:T4 Arg2:T3\nR2\tTAKES_PLACE_IN Arg1:T3 Arg2:T2\n"
    )
    gold = archived(tmp_path / "gold.tar.xz", a__txt=text, a__ann=notes)
    told = mention("COERCE", "sentence", ("recipient", "Анну", 19), trigger={"start": 12, "end": 18, "text": "осудил"})
    names = (entity("person", 19, 23), entity("organisation", 0, 3))
    found = figures(nerel.score(gold, [Answer((told,), names)]))
    assert found["person F1"] == 1.0 and found["organisation F1"] == 0.0
    assert found["events touched"] == 1.0 and found["argument recall"] == 0.5


TIMEML = """<?xml version="1.0" ?><TimeML><DCT><TIMEX3 type="DATE" value="2013-03-22">March 22</TIMEX3></DCT>
<TEXT>They met <TIMEX3 value="2013-03-20">two days ago</TIMEX3> &amp; will rest for
<TIMEX3 value="P3M">three months</TIMEX3> from <TIMEX3 value="2013-W14">the week of April</TIMEX3>.</TEXT></TimeML>"""


def test_timex_asks_for_intervals_and_passes_over_durations(tmp_path: Path) -> None:
    gold = archived(tmp_path / "gold.tar.xz", a__tml=TIMEML)
    [text] = timex.texts(gold)
    first, duration, week = text.timexes
    assert text.text[first.start : first.end] == "two days ago" and duration.days is None
    answers = [
        entity("date", first.start, first.end, start="2013-03-20", end="2013-03-21"),
        entity("date", duration.start, duration.end),
        entity("date", week.start + 4, week.end, start="2013-04-01", end="2013-04-02"),
    ]
    found = figures(timex.score(gold, [Answer((), tuple(answers))]))
    assert found == {"all TIMEX3, touching": 1.0, "dates, touching": 1.0, "dates, interval F1": 0.5}


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2013-02", "2013-02-01", "2013-03-01"),
        ("2013-WI", "2013-12-01", "2014-03-01"),
        ("2013-Q2", "2013-04-01", "2013-07-01"),
        ("2013-H2", "2013-07-01", "2014-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("19", "1900-01-01", "2000-01-01"),
        ("2013-03-05TMO", "2013-03-05", "2013-03-06"),
    ],
)
def test_a_timex_value_names_its_days(value: str, start: str, end: str) -> None:
    days = timex.days_of(value)
    assert days and (days[0].isoformat(), days[1].isoformat()) == (start, end)


@pytest.mark.parametrize("value", ["PRESENT_REF", "P3M", "XXXX-05", ""])
def test_a_value_without_days_names_none(value: str) -> None:
    assert timex.days_of(value) is None


def test_places_count_what_is_found_near_enough(tmp_path: Path) -> None:
    page = """<articles><article><dltime>2010-01-01</dltime><text>From Lille to Atlantis and Ghent.</text><toponyms>
    <toponym><start>5</start><phrase>Lille</phrase><gaztag><lat>50.63</lat><lon>3.06</lon></gaztag></toponym>
    <toponym><start>99</start><phrase>Ghent</phrase><gaztag><lat>51.05</lat><lon>3.72</lon></gaztag></toponym>
    <toponym><start>14</start><phrase>Atlantis</phrase></toponym></toponyms></article></articles>"""
    gold = archived(tmp_path / "gold.tar.xz", LGL__xml=page)
    answers = (entity("place", 5, 10, lat=50.7, lon=3.1), entity("place", 27, 32, lat=-25.0, lon=30.0))
    found = figures(places.score(gold, [Answer((), answers)]))
    assert found["LGL found"] == 1.0 and found["accuracy within 161 km"] == 0.5


def test_the_places_of_geovirus_are_read_too(tmp_path: Path) -> None:
    page = """<articles><article><text>From Lille.</text><locations>
    <location><name>Lille</name><start>5</start><end>10</end><lat>50.63</lat><lon>3.06</lon></location>
    </locations></article></articles>"""
    gold = archived(tmp_path / "gold.tar.xz", GeoVirus__xml=page)
    found = figures(places.score(gold, [Answer((), (entity("place", 5, 10, lat=50.7, lon=3.1),))]))
    assert found["GeoVirus accuracy within 161 km"] == 1.0


def test_a_set_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="does not exist"):
        evaluate("muc4", tmp_path / "muc4.gz")
    with pytest.raises(ArgumentError, match="have: calibration, cases"):
        evaluate("muc5", tmp_path)


def test_a_score_below_its_floor_is_told(tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"muc4": {"filler F1": 0.5}}', "utf8")
    assert below_floors("muc4", [Measure("filler F1", 0.4)], floors) == ["filler F1: 0.400 is below its floor 0.500"]
    assert below_floors("muc4", [Measure("filler F1", 0.5)], floors) == []
    assert below_floors("plover", [Measure("type F1", 0.0)], floors) == []
    with pytest.raises(ArgumentError, match="no measure filler F1"):
        below_floors("muc4", [Measure("type F1", 0.4)], floors)
