"""A view's spans map back to the words as they came in."""

from hypothesis import given
from hypothesis import strategies as st

from khronika.model import Argument, Interval, Mention, Name, Participant, Place, Span, View


def test_spans_inside_link_markup_come_back_to_the_original() -> None:
    original = "the [anti-war protest](https://example.org/a) of May"
    view = View(original, "the anti-war protest of May", [*range(4), *range(5, 21), *range(45, 52)])
    mention = view.restore(Mention("d", "organisation", 4, 20, "anti-war protest", Name("anti-war protest")))
    assert (mention.text, original[mention.start : mention.end]) == ("anti-war protest", "anti-war protest")
    across = view.restore(Span(4, 27, "anti-war protest of May"))
    assert across.text == original[across.start : across.end] == "anti-war protest](https://example.org/a) of May"


def test_dates_and_places_in_values_are_left_alone() -> None:
    view = View("xab", "ab", [1, 2])
    interval = Interval.parse("2026-05-12")
    assert view.restore(Mention("d", "date", 0, 2, "ab", interval)).value == interval
    place = Place("Lille", "FR", precision="settlement")
    assert view.restore(Argument("place", 0, 2, "ab", place)).value == place


def test_a_view_without_repairs_gives_the_very_same_noun() -> None:
    argument = Argument("actor", 0, 2, "ab", Participant("group", "ab"))
    assert View("ab", "ab").restore(argument) is argument


@given(st.text(min_size=1), st.data())
def test_the_restored_text_is_always_the_original_between_its_bounds(original: str, data: st.DataObject) -> None:
    kept = [i for i in range(len(original)) if data.draw(st.booleans())] or [0]
    view = View(original, "".join(original[i] for i in kept), kept)
    start = data.draw(st.integers(0, len(kept) - 1))
    end = data.draw(st.integers(start + 1, len(kept)))
    restored = view.restore(Span(start, end, view.text[start:end]))
    assert restored.text == original[restored.start : restored.end]
    assert restored.text[0] == view.text[start] and restored.text[-1] == view.text[end - 1]
