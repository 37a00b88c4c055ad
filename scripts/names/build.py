"""Write the tables of given names, common surnames and English short forms from packages under open licences.

    pip install --target PACKAGES faker names nicknames
    python scripts/names/build.py PACKAGES

faker (MIT) gives names of many countries; names (MIT) gives those of the 1990 census of the United States (public
domain) with their shares; nicknames (Apache-2.0) gives English short forms. Only lists of names are taken.
"""

import csv
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

TABLES = Path(__file__).parents[2] / "src" / "khronika" / "resolve" / "actors" / "tables"
LOCALES = ("ru_RU", "uk_UA", "pl_PL", "cs_CZ", "bg_BG", "fr_FR", "de_DE", "es_ES", "it_IT", "pt_PT", "ro_RO", "en_GB",
           "nl_NL", "sv_SE", "fi_FI", "hu_HU", "hr_HR", "sk_SK", "sl_SI", "lt_LT", "lv_LV", "et_EE", "tr_TR", "uz_UZ",
           "az_AZ", "en_IN", "id_ID", "no_NO", "da_DK", "el_GR", "ka_GE", "ar_SA", "fa_IR", "vi_VN")  # fmt: skip
COMMON_GIVEN, COMMON_SURNAMES = 1200, 400  # of the census, the most frequent
LONGEST = 700  # lists of surnames that are longer hold rare ones too, and are left out
LETTERS = 2


def main(packages: Path) -> None:
    """Write the three tables."""
    sys.path.insert(0, str(packages))
    given: dict[str, set[str]] = {}
    surnames: set[str] = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for sex in ("male", "female"):
            for name in _names(provider, f"first_names_{sex}"):
                given.setdefault(name, set()).add(sex[0])
        for part in ("last_names", "last_names_male", "last_names_female", "unisex_last_names"):
            listed = _names(provider, part)
            surnames |= set(listed) if len(listed) <= LONGEST else set()
    census = packages / "names"
    for sex in ("male", "female"):
        for name in _census(census / f"dist.{sex}.first")[:COMMON_GIVEN]:
            given.setdefault(name, set()).add(sex[0])
    surnames |= set(_census(census / "dist.all.last")[:COMMON_SURNAMES])
    _write("given_names", ("name", "sex"), sorted((name, "".join(sorted(sexes))) for name, sexes in given.items()))
    _write("surnames", ("name",), sorted((name,) for name in surnames))
    _write("short_forms", ("name", "form"), _short_forms(packages / "nicknames" / "names.csv"))


def _names(provider: object, attribute: str) -> list[str]:
    found = getattr(provider, attribute, ())
    words = [name.strip().casefold() for name in found]
    return [word for word in dict.fromkeys(words) if len(word) >= LETTERS and word.isalpha()]


def _census(path: Path) -> list[str]:
    return [line.split()[0].casefold() for line in path.read_text("ascii").splitlines() if line.strip()]


def _short_forms(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return sorted({(row["name1"], row["name2"]) for row in csv.DictReader(lines) if row["name2"].isalpha()})


def _write(table: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    lines = ["\t".join(row) for row in (header, *rows)]
    remark = "# Written by scripts/names/build.py from packages under open licences; see tables/ATTRIBUTION.md."
    (TABLES / f"{table}.tsv").write_text("\n".join([remark, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
