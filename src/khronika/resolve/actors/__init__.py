"""One person or organisation across reports, languages, scripts and spellings; never by name alone where unsure."""

from khronika.resolve.actors.collect import collect_namings, naming_key
from khronika.resolve.actors.resolving import Resolution, keep_keys, resolve_actors

__all__ = ["Resolution", "collect_namings", "keep_keys", "naming_key", "resolve_actors"]
