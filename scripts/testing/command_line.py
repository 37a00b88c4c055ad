"""The command line as a user types it, run in this process: nobody waits for Python and the models to start again."""

import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from typing import NamedTuple
from unittest import mock

from khronika.cli import main


class Done(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def khronika(*arguments: object, given: str = "") -> Done:
    """Run `khronika` with arguments and standard input; the process itself is tested in `tests/cli`."""
    streams = [TextIOWrapper(BytesIO(content), encoding="utf8") for content in (given.encode(), b"", b"")]
    typed = ["khronika", *map(str, arguments)]
    with (
        mock.patch.object(sys, "argv", typed),
        mock.patch.object(sys, "stdin", streams[0]),
        redirect_stdout(streams[1]),
        redirect_stderr(streams[2]),
    ):
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
    told = []
    for stream in streams[1:]:
        stream.seek(0)
        told.append(stream.read())
    return Done(status, *told)
