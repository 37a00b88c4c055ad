"""The main use case: a pile of reports in, quoted event mentions out."""

import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from khronika import gazetteer, lexicon, ontology
from khronika.errors import ArgumentError
from khronika.language import engines
from khronika.model import Interval
from khronika.read import list_sources, read_source, read_text
from khronika.read.result import Failure, Read
from khronika.read.source import Source
from khronika.version import __version__
from khronika.work.coded import Coded
from khronika.work.outcome import Outcome
from khronika.work.output import PARTIAL, Output
from khronika.work.run import code_read, outcomes
from khronika.work.run_report import NotRead, RunReport, Versions, Warned
from khronika.work.schema import SCHEMA_VERSION
from khronika.work.settings import Depth, Settings
from khronika.work.tally import Tally


class InputWarning(UserWarning):
    """One input could not be read or coded; the others are."""


def code(
    paths_or_texts: os.PathLike[str] | str | Iterable[os.PathLike[str] | str],
    *,
    language: str | None = None,
    published: date | str | None = None,
    depth: Depth = "all",
) -> Iterator[Coded]:
    """Code reports and yield each document with its event mentions, statements, relations and entities.

    A path (`pathlib.Path`) is a file or folder, read as `khronika code` reads it; a string is a text; one of them may
    stand alone. `published` (a date, or ISO 8601) is the day from which relative dates count where a report tells none.
    An input that cannot be read is passed over with an `InputWarning`.

    Raises:
        ArgumentError: a string that names a file, which ought to be a Path.

    >>> for coded in khronika.code(["On Monday nurses walked out at Lille's hospital."], published="2024-03-06"):
    ...     print(coded.event_mentions[0].mode)
    strike
    """
    day = Interval.parse(published).start if isinstance(published, str) else published
    settings = Settings(language, day, depth)
    items = [paths_or_texts] if isinstance(paths_or_texts, str | os.PathLike) else paths_or_texts
    for number, item in enumerate(items, start=1):
        for read in _read(item, number, settings):
            failure = read if isinstance(read, Failure) else None
            if isinstance(read, Read):
                coded, failure = code_read(read, settings)
                yield coded
            if failure:
                warnings.warn(f"{failure.source}: {failure.reason}", InputWarning, stacklevel=2)


def _read(item: os.PathLike[str] | str, number: int, settings: Settings) -> Iterator[Read | Failure]:
    if not isinstance(item, str):
        for source in list_sources([Path(item)]):
            yield from read_source(source, published=settings.published, language=settings.language)
        return
    if os.path.isfile(item):  # noqa: PTH113  Path.is_file raises where a long text is no possible name
        raise ArgumentError(f"{item!r} is a file: give pathlib.Path({item!r}) to read it")
    yield read_text(item, id=f"text-{number}", published=settings.published, language=settings.language)


def code_pile(
    paths: Sequence[Path | bytes],
    folder: Path,
    *,
    settings: Settings,
    jobs: int = 1,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> Tally:
    """Code everything under the paths into a folder, as the contract of `khronika code` says; return the counts.

    A path is a file or a folder; bytes are those of standard input. `on_outcome` is told of each document as it is
    done, and of each failure.

    Raises:
        ArgumentError: the folder cannot be written to.
    """
    tally = Tally()
    known: dict[str, str] = {}
    with Output(folder) as output:
        for outcome in outcomes(_sources(paths, folder), settings, jobs):
            fresh = _refuse_twin(outcome, known)
            tally.add(fresh)
            if fresh.rows:
                output.add(fresh.rows)
            on_outcome(fresh)
        output.finish(report(tally, settings))
    return tally


def _sources(paths: Sequence[Path | bytes], folder: Path) -> Iterator[Source]:
    """List what is to be read, leaving out the output of an earlier run that lies in the same place."""
    own = folder.resolve()
    for source in list_sources(paths):
        if not _is_output(Path(source.name), own):
            yield source


def _is_output(path: Path, own: Path) -> bool:
    parents = path.resolve().parents
    return own in parents and ((own / "run.json").exists() or PARTIAL in path.parts)


def _refuse_twin(outcome: Outcome, known: dict[str, str]) -> Outcome:
    """Turn a document whose id another input has into a failure that names both."""
    if outcome.rows is None:
        return outcome
    rows = outcome.rows
    if rows.id not in known:
        known[rows.id] = sys.intern(rows.source)
        return outcome
    other = "another row of this table" if known[rows.id] == rows.source else known[rows.id]
    reason = f"its id {rows.id!r} is also that of {other}: give every input an id of its own"
    return Outcome(failure=Failure(rows.id, rows.source, reason))


def report(tally: Tally, settings: Settings) -> RunReport:
    """Say of a run what `run.json` holds."""
    languages = sorted(language for language in tally.languages if language in engines.available())
    return RunReport(
        Versions(
            __version__,
            SCHEMA_VERSION,
            ontology.version(),
            gazetteer.version(),
            {language: engines.engine(language).version for language in languages},
            {language: lexicon.version(language) for language in languages if language in lexicon.languages()},
        ),
        settings,
        {"documents": tally.documents, **dict(sorted(tally.rows.items())), "not_read": len(tally.failures)},
        dict(sorted(tally.types.items())),
        dict(sorted(tally.languages.items())),
        tuple(NotRead(f.id, f.source, f.reason) for f in tally.failures),
        tuple(Warned(document, warning) for document, warning in tally.warnings),
    )
