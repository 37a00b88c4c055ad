"""Find out what bytes are by what they hold; a file's name only breaks ties."""

import re
import zlib

from khronika.errors import UnknownFormatError, UnreadableError
from khronika.read.encoding import decode

HEAD = 65536
CSV, JSONL, PARQUET = "text/csv", "application/jsonl", "application/vnd.apache.parquet"
TELEGRAM, WARC, MBOX = "application/vnd.telegram.export+json", "application/warc", "application/mbox"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLES = frozenset({CSV, JSONL, PARQUET})

_MAIL_HEADER = re.compile(
    r"^(?:From|To|Date|Subject|Received|MIME-Version|Message-ID|Return-Path|Delivered-To|Content-Type):", re.M | re.I
)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|[-*] \S|>|---$|\d+\. )|\[[^\]\n]+\]\([^)\s]+\)|\*\*\S", re.M)
_TAGS = re.compile(r"<(?:p|div|a|br|h[1-6]|span|article|table|body|head)\b[^>]*>", re.I)
# Beginnings of kinds that are known and not read, with what to do instead.
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Office file or one with a password: save it without password as .docx, or as text"),
    (b"{\\rtf", "an RTF file: save it as .docx or as text"),
    (b"\x89PNG", "a picture: give its text"),
    (b"\xff\xd8\xff", "a picture: give its text"),
    (b"GIF8", "a picture: give its text"),
    (b"Rar!", "an archive: unpack it first"),
    (b"7z\xbc\xaf", "an archive: unpack it first"),
)


def media_type(head: bytes, name: str = "") -> str:
    """Say what kind of input begins with these bytes (the first 64 KB are enough).

    Raises:
        UnreadableError: there is nothing in it, or it is locked by a password.
        UnknownFormatError: it is of a kind that is not read; the message says what to do.
    """
    head, suffix = head[:HEAD], name.rpartition(".")[2].lower() if "." in name else ""
    if not head.strip():
        raise UnreadableError("empty: there is nothing to read")
    for magic, reason in _REFUSED:
        if head.startswith(magic):
            raise UnknownFormatError(reason)
    return _binary(head) or _textual(_readable(head), suffix)


def _binary(head: bytes) -> str | None:
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PAR1"):
        return PARQUET
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head)
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(head)
    return WARC if head.startswith(b"WARC/") else None


def _zipped(head: bytes) -> str:
    if b"word/" in head or (b"[Content_Types].xml" in head and b"xl/" not in head and b"ppt/" not in head):
        return DOCX
    if b"xl/" in head:
        raise UnknownFormatError("a spreadsheet: save its articles as .csv with columns id and text")
    raise UnknownFormatError("an archive: unpack it first")


def _gzipped(head: bytes) -> str:
    try:
        inner = zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        inner = b""
    if inner.startswith(b"WARC/"):
        return WARC
    raise UnknownFormatError("a compressed file: unpack it first")


def _readable(head: bytes) -> str:
    text = decode(head[: len(head) // 4 * 4] if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head).text
    odd = sum(1 for char in text if (char < " " and char not in "\t\n\r\f") or char in "\x7f\ufffd")
    if odd * 100 > len(text):
        raise UnknownFormatError(
            "binary data of no kind that is read here: give html, pdf, docx, text, mail or a table"
        )
    return text.lstrip("\ufeff")


def _textual(text: str, suffix: str) -> str:
    start = text.lstrip()
    if start.startswith("<"):
        return _markup(start, text)
    if start.startswith(("{", "[")) and (kind := _json(start, suffix)):
        return kind
    if mail := _mail(start, suffix):
        return mail
    first = start.split("\n", 1)[0].lower()
    if suffix in ("csv", "tsv") or (
        re.search(r'(?:^|[,;\t"])"?text"?(?:[,;\t\r]|$)', first)
        and re.search(r'(?:^|[,;\t"])"?id"?(?:[,;\t\r]|$)', first)
    ):
        return CSV
    if suffix in ("md", "markdown") or (suffix not in ("txt", "text") and len(_MARKDOWN.findall(text[:4000])) >= 3):
        return "text/markdown"
    return "text/html" if suffix in ("html", "htm") and _TAGS.search(text) else "text/plain"


def _markup(start: str, text: str) -> str:
    opening = re.sub(r"<\?.*?\?>|<!--.*?-->", "", start[:4000], flags=re.S).lstrip().lower()
    if opening.startswith(("<rss", "<feed", "<rdf:rdf")):
        return "application/atom+xml" if opening.startswith("<feed") else "application/rss+xml"
    if opening.startswith(("<!doctype html", "<html")) or len(_TAGS.findall(text)) >= 2:
        return "text/html"
    if start.startswith("<?xml"):
        raise UnknownFormatError("XML of no kind that is read here: give RSS, Atom or HTML")
    return "text/plain"


def _json(start: str, suffix: str) -> str | None:
    first = start.split("\n", 1)[0].strip()
    if re.search(r'"messages"\s*:\s*\[|"chats"\s*:\s*\{', start):
        return TELEGRAM
    if (first.startswith("{") and (first.endswith("}") or len(first) > 60000)) or suffix in ("jsonl", "ndjson"):
        return JSONL
    if suffix == "json":
        raise UnknownFormatError("JSON of no kind that is read here: give one article a line (.jsonl), or result.json")
    return None


def _mail(start: str, suffix: str) -> str | None:
    headers = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0]
    found = {name.lower() for name in _MAIL_HEADER.findall(headers)}
    if start.startswith("From ") and len(found) >= 2:
        return MBOX
    first = re.match(r"[A-Za-z][A-Za-z-]*:", start)
    return "message/rfc822" if first and (len(found) >= 3 or (len(found) >= 2 and suffix == "eml")) else None
