"""The one-time link by which the only user of a local workbench signs in, with nothing to set up."""

import hashlib
import hmac
import secrets

from django.core.cache import cache

LIFE = 300.0  # seconds from the printing of a link to its use


class OneTimeLink:
    """One token at a time, known only by its digest, good once and for a short while.

    A class because it is a resource: all processes of the server share it, in the database, and whoever is first spends
    it.
    """

    def __init__(self, life: float = LIFE) -> None:
        """Take how many seconds a token is good for."""
        self._life = life

    def issue(self) -> str:
        """Make a new token; any older one is void."""
        token = secrets.token_urlsafe(32)
        cache.set("one-time link", _digest(token), self._life)
        return token

    def spend(self, token: str) -> bool:
        """Say whether the token is the one issued and still good, and void it if it is."""
        digest = cache.get("one-time link", b"")
        return hmac.compare_digest(digest, _digest(token)) and cache.delete("one-time link")


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


LINK = OneTimeLink()
