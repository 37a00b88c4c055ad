"""Numbers in words: what several of them make together."""

from collections.abc import Sequence


def compose(words: Sequence[int]) -> int | None:
    """Give the number that words say one after another: 2, 100, 50, 3 is 253; None where they say no one number.

    A hundred, a thousand and larger multiply what came before; others add if they are smaller than what is there.
    """
    total = current = 0
    for word in words:
        if word >= 1000 and word % 1000 == 0:
            total, current = total + max(current, 1) * word, 0
        elif word == 100 and 0 < current < 10:
            current *= 100
        elif current and (current % 10 ** len(str(word)) or word == 0):
            return None
        else:
            current += word
    return total + current if words else None
