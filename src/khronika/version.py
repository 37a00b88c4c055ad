"""The program's version, written on every row it makes."""

__version__ = "0.1.0"
