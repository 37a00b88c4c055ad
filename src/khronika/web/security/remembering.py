"""Under which keys the processes of a server remember what they share."""

from django.utils.crypto import salted_hmac


def key_of(key: str, prefix: str, version: int) -> str:
    """Give a digest that only this chronicle can make: attempts to sign in are kept under addresses and names."""
    return salted_hmac("khronika.remembered", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
