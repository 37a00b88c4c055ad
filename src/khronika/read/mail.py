"""E-mail: a message (.eml), or a mailbox of them (mbox)."""

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from typing import cast

from khronika.errors import UnreadableError
from khronika.read import html
from khronika.read.draft import Draft, Known
from khronika.read.encoding import Decoded, decode
from khronika.read.names import as_written
from khronika.read.result import Failure
from khronika.read.source import Source, digest

_FROM = re.compile(rb"^From .*\r?\n", re.MULTILINE)


def read(source: Source) -> Iterator[Draft]:
    """Give a message's text (its plain part, else its HTML part) with subject, sender and day."""
    data = source.read()
    yield _draft(source, data, digest(data))


def read_box(source: Source) -> Iterator[Draft | Failure]:
    """Give each message of a mailbox."""
    data = source.read()
    sha256 = digest(data)
    for number, message in enumerate((part for part in _FROM.split(data) if part.strip()), 1):
        name = f"{source.id}#{number}"
        try:
            yield _draft(Source(id=name, name=source.name, media_type=source.media_type), message, sha256)
        except UnreadableError as error:
            yield Failure(name, source.name, str(error))


def _draft(source: Source, data: bytes, sha256: str) -> Draft:
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = _body(message)
    if part is None:
        raise UnreadableError("a mail without text: save its attachment and give that")
    found = _decoded(part)
    if part.get_content_type() == "text/html":
        pieces = html.fragment(found.text)
        if not pieces:
            raise UnreadableError("a mail without text: save its attachment and give that")
        return html.draft_of(source, pieces, known=_known(message), sha256=sha256, encoding=found.encoding)
    if not found.text.strip():
        raise UnreadableError("a mail without text: save its attachment and give that")
    return Draft(
        id=source.id, source=source.name, media_type=source.media_type, sha256=sha256, text=found.text,
        encoding=found.encoding, known=_known(message), warnings=found.warnings,
    )  # fmt: skip


def _body(message: EmailMessage) -> EmailMessage | None:
    try:
        return cast("EmailMessage | None", message.get_body(preferencelist=("plain", "html")))
    except (AttributeError, KeyError):
        return None


def _decoded(part: EmailMessage) -> Decoded:
    payload = part.get_payload(decode=True)
    return decode(payload if isinstance(payload, bytes) else b"", part.get_content_charset())


def _known(message: EmailMessage) -> Known:
    name, _ = email.utils.parseaddr(_header(message, "From"))
    subject = re.sub(r"^(?:(?:re|fwd?|ответ|пересл\w*)\s*:\s*)+", "", _header(message, "Subject"), flags=re.IGNORECASE)
    return Known(
        title=subject or None,
        authors=(as_written(name),) if name else (),
        published=_day(_header(message, "Date")),
        publisher=_header(message, "Organization") or None,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, IndexError, AttributeError, TypeError):  # the parser's own ways to fail on broken headers
        return ""


def _day(text: str) -> date | None:
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None
