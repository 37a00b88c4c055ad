"""Progress of a run: a bar with rate and time left on a terminal, plain lines elsewhere, always on standard error."""

import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from khronika.work.outcome import Outcome

EVERY_SECONDS = 10.0


class Progress:
    """Shows how far a run is: documents, documents a second, share of the bytes done, time left."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Measure what is to be read; standard input has no size, so it shows no time left."""
        self._console = Console(stderr=True)
        self._started = self._said = time.monotonic()
        self._done = 0
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task: TaskID = self._bar.add_task("starting", total=total_bytes(paths))

    def __enter__(self) -> "Progress":
        """Start the bar."""
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the bar."""
        self._bar.stop()

    def step(self, outcome: Outcome) -> None:
        """Count one document."""
        self._done += 1
        rate = self._done / max(time.monotonic() - self._started, 1e-6)
        if self._console.is_terminal:
            self._bar.update(self._task, advance=outcome.size, description=f"{self._done:,} documents, {rate:.1f}/s")
        elif time.monotonic() - self._said > EVERY_SECONDS:
            self._said = time.monotonic()
            self._console.print(f"khronika: {self._done:,} documents, {rate:.1f} a second", highlight=False)


def total_bytes(paths: Sequence[Path]) -> int | None:
    """Add up the sizes of all files below the paths; None where standard input is among them."""
    if any(str(path) == "-" for path in paths):
        return None
    files = (file for path in paths for file in (path.rglob("*") if path.is_dir() else (path,)))
    return sum(file.stat().st_size for file in files if file.is_file()) or None
