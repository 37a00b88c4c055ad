"""Bytes become documents."""

from khronika.read.opening import list_sources, open_inputs, read_source, read_text
from khronika.read.result import Failure, Options, Read
from khronika.read.source import Source

__all__ = ["Failure", "Options", "Read", "Source", "list_sources", "open_inputs", "read_source", "read_text"]
