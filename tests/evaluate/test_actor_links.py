"""How links between names, and the comparison of names, are scored."""

import csv
import io
import tarfile
from pathlib import Path

import pytest

from khronika.errors import ArgumentError
from khronika.evaluate.links_actors import Bundle, GoldActor, GoldName, Report, align, asked_counts, pair_counts
from khronika.evaluate.name_fit import NamePair
from khronika.evaluate.name_pairs import folds, measure, read_pairs

TAVELL = GoldActor("a1", "person", tuple(GoldName(r, 0, 12, "Borin Tavell") for r in ("r1", "r2", "r3")))
HOB = GoldActor("a2", "person", (GoldName("r1", 20, 34, "Hob Wickersham"),))
BUNDLE = Bundle("links-en-0", tuple(Report(r, "…") for r in ("r1", "r2", "r3")), (TAVELL, HOB))


def test_pairs_of_names_are_right_where_both_are_one_actor() -> None:
    spots = {("r1", 0, 12): "x", ("r2", 6, 12): "x", ("r3", 0, 12): "y", ("r1", 20, 34): "x"}
    aligned = align(BUNDLE, spots)
    assert pair_counts(BUNDLE, aligned, across=True) == (1, 2, 3)
    assert pair_counts(BUNDLE, aligned, across=False) == (1, 3, 3)


def test_a_question_counts_beside_a_link() -> None:
    aligned = align(BUNDLE, {("r1", 0, 12): "x", ("r2", 0, 12): "x", ("r3", 0, 12): "y"})
    assert asked_counts(BUNDLE, aligned, set()) == (1, 1, 3)
    assert asked_counts(BUNDLE, aligned, {frozenset(("x", "y"))}) == (3, 3, 3)


def test_pairs_that_share_a_name_are_in_one_fold() -> None:
    pairs = [NamePair("a", "b", True), NamePair("b", "c", False), NamePair("d", "e", True), NamePair("c", "f", True)]
    assert {frozenset(fold) for fold in folds(pairs) if fold} == {frozenset({0, 1, 3}), frozenset({2})}


def archive(path: Path, rows: list[tuple[str, str, str, str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([("schema", "name1", "name2", "is_match"), *rows])
    with tarfile.open(path, "w:xz") as out:
        member = tarfile.TarInfo("pairs.csv")
        member.size = len(text.getvalue().encode())
        out.addfile(member, io.BytesIO(text.getvalue().encode()))
    return path


def test_names_are_measured_over_folds(tmp_path: Path) -> None:
    surnames = ("Tavell", "Quill", "Strand")
    people = [f"{given} {surname}" for given in ("Borin", "Ottilie", "Hob") for surname in surnames]
    same = [("Person", name, name.upper(), "true") for name in people]
    other = [("Person", name, f"Marek {name[-2:]}olan", "false") for name in people]
    path = archive(tmp_path / "pairs.tar.xz", [*same, *other, ("Company", "x", "y", "true")])
    assert len(read_pairs(path)) == len(same) + len(other)
    crossed, shipped = measure(path)
    assert (crossed.value > 0.8, shipped.value) == (True, 1.0)


def test_an_archive_without_pairs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.tar.xz"
    with tarfile.open(path, "w:xz"):
        pass
    with pytest.raises(ArgumentError, match="no CSV of name pairs"):
        read_pairs(path)
