"""The one-time link by which the only user of a local workbench signs in, with nothing to set up."""

import hashlib
import hmac
import secrets
import threading
import time

LIFE = 300.0  # seconds from the printing of a link to its use


class OneTimeLink:
    """One token at a time, known only by its digest, good once and for a short while.

    A class because it is a resource: all threads of the server share it, and whoever is first spends it.
    """

    def __init__(self, life: float = LIFE) -> None:
        """Hold no token yet; `life` is in seconds."""
        self._life = life
        self._lock = threading.Lock()
        self._digest = b""
        self._until = 0.0

    def issue(self) -> str:
        """Make a new token; any older one is void."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._digest, self._until = _digest(token), time.monotonic() + self._life
        return token

    def spend(self, token: str) -> bool:
        """Say whether the token is the one issued and still good, and void it if it is."""
        with self._lock:
            good = time.monotonic() < self._until and hmac.compare_digest(self._digest, _digest(token))
            if good:
                self._digest, self._until = b"", 0.0
            return good


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


LINK = OneTimeLink()
