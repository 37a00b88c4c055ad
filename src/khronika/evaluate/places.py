"""LGL, GeoVirus and their like: the share of gold toponyms that are found and lie within 161 km of the gold point."""

import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct

from khronika.evaluate.answers import Answer, EntityRow
from khronika.evaluate.gold import Article, archive_texts
from khronika.evaluate.measure import Score, best_pairs, shared, union_share
from khronika.evaluate.report import Measure, recall

NEAR_KM = 161.0
EARTH_KM = 6371.0
Point = tuple[float, float]


class Toponym(Struct, frozen=True, order=True):
    """A gold place name; `point` is (latitude, longitude) in degrees, None where the gold has none."""

    start: int
    end: int
    point: Point | None


class Text(Struct, frozen=True):
    """A gold text; `corpus` names its part of the set."""

    corpus: str
    id: str
    text: str
    published: str
    toponyms: list[Toponym]


def texts(path: Path) -> list[Text]:
    """Read the gold texts of every corpus in the archive."""
    found = []
    for name, page in archive_texts(path, ".xml").items():
        corpus = PurePosixPath(name).stem
        for number, article in enumerate(ElementTree.fromstring(page.encode()).iter("article")):
            text = article.findtext("text") or ""
            nodes = [*article.iter("toponym"), *article.iter("location")]
            toponyms = {read for node in nodes if (read := read_toponym(node, text))}
            listed = sorted(toponyms, key=lambda t: (t.start, t.end, t.point or ()))
            day = (article.findtext("dltime") or "").strip()
            found.append(Text(corpus, f"{corpus}-{number}", text, day, listed))
    return found


def read_toponym(node: ElementTree.Element, text: str) -> Toponym | None:
    """Read a toponym; where its offset has drifted, take the nearest place at which its words stand, if any."""
    told = {child.tag: (child.text or "").strip() for child in node.iter()}
    phrase, start = told.get("phrase") or told.get("extractedName") or told["name"], int(told["start"])
    if not text.startswith(phrase, start):
        stands = [at for at in range(len(text)) if text.startswith(phrase, at)]
        if not stands:
            return None
        start = min(stands, key=lambda at: abs(at - start))
    north, east = told.get("lat") or told.get("latitude"), told.get("lon") or told.get("longitude")
    return Toponym(start, start + len(phrase), (float(north), float(east)) if north and east else None)


def articles(path: Path) -> list[Article]:
    """Give the articles to code."""
    return [Article(text.id, text.text, text.published, "en") for text in texts(path)]


def score(path: Path, answers: Sequence[Answer]) -> list[Measure]:
    """Score detection and resolution by corpus, and resolution over all."""
    seen: dict[str, Score] = {}
    near: dict[str, Score] = {}
    named: dict[str, Score] = {}
    for text, answered in zip(texts(path), answers, strict=True):
        found = [entity for entity in answered.entities if entity.kind == "place"]
        mapped = [toponym for toponym in text.toponyms if toponym.point]
        pairs = best_pairs(mapped, found, touch)
        seen.setdefault(text.corpus, Score()).add(len(pairs), 0, len(mapped))
        near.setdefault(text.corpus, Score()).add(sum(is_near(*pair) for pair in pairs), len(pairs), len(mapped))
        real = sum(any(touch(toponym, entity) for toponym in text.toponyms) for entity in found)
        named.setdefault(text.corpus, Score()).add(real, len(found), 0)
    measures = []
    for corpus in seen:
        measures.append(recall(f"{corpus} found", seen[corpus]))
        measures.append(Measure(f"{corpus} precision of detection", named[corpus].precision))
        measures.append(recall(f"{corpus} accuracy within 161 km", near[corpus]))
    return [*measures, recall("accuracy within 161 km", sum(near.values(), Score()))]


def is_near(toponym: Toponym, entity: EntityRow) -> bool:
    """Say whether an entity's point lies within 161 km of the gold point."""
    lat, lon = entity.value.lat, entity.value.lon
    if toponym.point is None or lat is None or lon is None:
        return False
    return distance(toponym.point, (lat, lon)) <= NEAR_KM


def distance(a: Point, b: Point) -> float:
    """Give the great-circle distance in km of two (latitude, longitude) in degrees, by the haversine formula."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def touch(toponym: Toponym, entity: EntityRow) -> float:
    bounds = (toponym.start, toponym.end), (entity.start, entity.end)
    return union_share(*bounds) if shared(*bounds) else 0.0
