"""Telegram's export of a channel or chat (`result.json`): one document a post."""

from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec import Struct

from khronika.errors import UnreadableError, ValueFormatError
from khronika.model import Interval, Publication
from khronika.read.draft import Draft, Known
from khronika.read.encoding import decode
from khronika.read.result import Failure
from khronika.read.source import Source, digest


class Message(Struct):
    """A post; `text` is a string or a list of strings and formatted pieces, which may nest."""

    id: int = 0
    type: str = "message"
    date: str | None = None
    author: str | None = None
    forwarded_from: str | None = None
    text: object = ""


class Chat(Struct):
    """A channel or chat."""

    name: str | None = None
    messages: list[Message] = msgspec.field(default_factory=list)


class Chats(Struct):
    """The list of chats of an account's full export."""

    list: list[Chat]


class Export(Chat):
    """A whole `result.json`: one chat, or an account with many."""

    chats: Chats | None = None


def read(source: Source) -> Iterator[Draft | Failure]:
    """Give each post that has words; service messages and bare pictures are passed over.

    Raises:
        UnreadableError: the file is no whole export.
    """
    data = source.read()
    found = decode(data)
    try:
        export = msgspec.json.decode(found.text.lstrip("\ufeff"), type=Export)
    except msgspec.DecodeError as error:
        raise UnreadableError(f"not a whole Telegram export ({error}): export the channel again as JSON") from error
    sha256 = digest(data)
    number = 0
    for chat in [export, *(export.chats.list if export.chats else [])]:
        for message in chat.messages:
            text = _joined(message.text)
            if message.type == "message" and text.strip():
                number += 1
                yield Draft(
                    id=f"{source.id}#{number}",
                    source=source.name,
                    media_type=source.media_type,
                    sha256=sha256,
                    text=text,
                    encoding=found.encoding,
                    known=_known(chat, message),
                    bare=True,
                )
    if not number:
        raise UnreadableError("a Telegram export without any post of words: nothing to read")


def _joined(text: object) -> str:
    if isinstance(text, str):
        return text
    if isinstance(text, dict):
        return _joined(text.get("text", ""))
    return "".join(_joined(part) for part in text) if isinstance(text, list) else ""


def _known(chat: Chat, message: Message) -> Known:
    day: date | None
    try:
        day = Interval.parse(message.date).start if message.date else None
    except ValueFormatError:
        day = None
    return Known(
        published=day,
        publisher=chat.name,
        authors=(message.author,) if message.author else (),
        origin=Publication(message.forwarded_from) if message.forwarded_from else None,
        genre="post",
    )
