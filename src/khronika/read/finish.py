"""From a draft to a document: view, paragraphs, metadata, turns, language and genre."""

from khronika.model import Document, Paragraph, Publication
from khronika.read.draft import Draft
from khronika.read.lines import split_blocks
from khronika.read.result import Options, Read
from khronika.read.view import build_view


def finish(draft: Draft, options: Options) -> Read:
    """Make the document and its view; the format's own metadata wins over the text's head, options fill gaps."""
    known = draft.known
    blocks = list(split_blocks(draft.text))
    breaks = [at for block in blocks for line in block[:-1] if (at := draft.text.find("\n", line.end)) >= 0]
    view = build_view(draft.text, breaks)
    paragraphs = [Paragraph("paragraph", a, b) for a, b in _spans(view)]
    document = Document(
        id=draft.id,
        title=known.title,
        authors=known.authors,
        published=known.published or options.published,
        first_published=known.first_published,
        language=options.language or known.language or _language(view.text),
        publisher=known.publisher,
        publisher_chain=(Publication(known.publisher, known.published, known.url),) if known.publisher else (),
        url=known.url,
        genre=known.genre or "news",
        source=draft.source,
        media_type=draft.media_type,
        encoding=draft.encoding,
        sha256=draft.sha256,
        text=draft.text,
        paragraphs=tuple(paragraphs),
        warnings=draft.warnings,
    )
    return Read(document, view)


def _spans(view):
    for block in split_blocks(view.text):
        yield block[0].start, block[-1].end


def _language(text: str) -> str | None:
    from khronika.language.detect import detect  # loads its model: not for `khronika --help`

    return detect(text)
