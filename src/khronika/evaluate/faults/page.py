"""The page of an error analysis: how many faults of each cause, and the faults with their texts, gold beside found."""

from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from khronika.evaluate.faults.fault import CAUSES, Fault
from khronika.evaluate.report import Measure

# Faults shown of one cause; the table counts them all.
MOST = 300
# Characters of a text shown before and after what is marked in it.
REACH = 400


def make_page(name: str, measures: Sequence[Measure], faults: Sequence[Fault]) -> str:
    """Make the page as HTML that loads nothing from anywhere."""
    style = files("khronika.evaluate.faults").joinpath("page.css").read_text(encoding="utf8")
    title = f"Errors on {escape(name)}"
    sections = "".join(_section(cause, [f for f in faults if f.cause == cause]) for cause in CAUSES)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style}</style></head>\n<body><h1>{title}</h1>\n{_figures(measures)}{_counts(faults)}"
        '<p>In a text, <mark class="gold">the gold’s words</mark> and <mark class="found">words found</mark>.</p>\n'
        f"{sections}</body></html>\n"
    )


def _figures(measures: Sequence[Measure]) -> str:
    rows = "".join(
        f"<tr><th scope=row>{escape(m.name)}</th><td>{m.value:.3f}</td><td>{escape(m.detail)}</td></tr>\n"
        for m in measures
    )
    return f"<table><caption>Scores</caption>\n{rows}</table>\n"


def _counts(faults: Sequence[Fault]) -> str:
    missed = Counter(fault.cause for fault in faults if fault.gold)
    made_up = Counter(fault.cause for fault in faults if not fault.gold)
    rows = "".join(
        f'<tr><th scope=row><a href="#{_anchor(cause)}">{cause}</a></th><td>{missed[cause]:,}</td>'
        f"<td>{made_up[cause]:,}</td><td>{meaning}</td></tr>\n"
        for cause, meaning in CAUSES.items()
        if missed[cause] or made_up[cause]
    )
    head = "<tr><th>cause</th><th>missed or wrong</th><th>false hits</th><th>what it means</th></tr>\n"
    return f"<table><caption>Faults by cause</caption>\n{head}{rows}</table>\n"


def _section(cause: str, faults: Sequence[Fault]) -> str:
    if not faults:
        return ""
    shown = "".join(map(_fault, faults[:MOST]))
    more = f"<p>… and {len(faults) - MOST:,} more.</p>\n" if len(faults) > MOST else ""
    return f'<h2 id="{_anchor(cause)}">{cause} ({len(faults):,})</h2>\n{shown}{more}'


def _fault(fault: Fault) -> str:
    sides = "".join(
        f"<div><h3>{label}</h3><pre>{escape(words) or '–'}</pre></div>"
        for label, words in (("gold", fault.gold), ("found", fault.found))
    )
    return (
        f'<article><p class="text"><span class="id">{escape(fault.document)}</span> {_marked(fault)}</p>'
        f'<div class="sides">{sides}</div></article>\n'
    )


def _marked(fault: Fault) -> str:
    """Give the text as HTML with its spans marked; a long one only around them."""
    marks = sorted([(*at, "gold") for at in fault.gold_at] + [(*at, "found") for at in fault.found_at])
    first = min((start for start, _, _ in marks), default=0)
    last = max((end for _, end, _ in marks), default=REACH)
    begin, finish = max(0, first - REACH), min(len(fault.text), last + REACH)
    parts, at = ["… " if begin else ""], begin
    for start, end, kind in marks:
        if start >= at:
            parts += [escape(fault.text[at:start]), f'<mark class="{kind}">', escape(fault.text[start:end]), "</mark>"]
            at = end
    return "".join([*parts, escape(fault.text[at:finish]), " …" if finish < len(fault.text) else ""])


def _anchor(cause: str) -> str:
    return cause.replace(" ", "-")
