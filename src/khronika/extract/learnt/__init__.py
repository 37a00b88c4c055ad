"""What marked passages teach of the words that tell events: a small network over what the engine knows of them.

The lexicon knows words and the company they keep; the network knows what words like them, in sentences like these, have
told. A language without weights keeps to the lexicon. `training/learnt.py` makes the weights.
"""

from khronika.extract.learnt.choosing import chosen

__all__ = ["chosen"]
