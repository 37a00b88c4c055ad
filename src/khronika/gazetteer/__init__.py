"""Where it is: names of settlements, regions and countries, in any script, to places."""

from khronika.gazetteer.gazetteer import Candidate, Gazetteer, load

__all__ = ["Candidate", "Gazetteer", "load"]
