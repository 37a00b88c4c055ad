"""One document's account of each person and organisation: names joined, and what is told with them."""

from datetime import date

from khronika.model import Document, Mention, Name, Naming, Place
from khronika.resolve.actors import collect_namings, resolve_actors


def account(
    text: str, *names: str, places: tuple[str, ...] = (), id: str = "report", genre: str = "news"
) -> list[Naming]:
    """Collect from a text whose names are given as "person:Ann Example" or "organisation:…", wherever they stand."""
    mentions = []
    for told in names:
        kind, _, name = told.partition(":")
        start = -1
        while (start := text.find(name, start + 1)) >= 0:
            mentions.append(Mention(id, kind, start, start + len(name), name, Name(name)))  # type: ignore[arg-type]
    for name in places:
        at = text.index(name)
        mentions.append(Mention(id, "place", at, at + len(name), name, Place(name, "GB", "", 1, 0, 0, "settlement")))
    longest = [m for m in mentions if not any(o.start <= m.start and m.end <= o.end and o != m for o in mentions)]
    document = Document(id=id, source=id, media_type="text/plain", sha256="0" * 64, text=text, genre=genre,  # type: ignore[arg-type]
                        published=date(2024, 5, 2), language="en")  # fmt: skip
    return collect_namings(document, entities=longest)


def test_a_surname_and_an_initial_join_the_full_name_of_their_document() -> None:
    text = "Borin Tavell was held. Tavell, 34, is a baker, and B. Tavell has said so."
    (one,) = account(text, "person:Borin Tavell", "person:Tavell", "person:B. Tavell")
    assert (one.name, one.names) == ("Borin Tavell", ("B. Tavell", "Borin Tavell", "Tavell"))
    assert one.born == (1989, 1990)


def test_a_surname_of_two_relatives_stays_by_itself() -> None:
    text = "Borin Tavell and Ottilie Tavell met. Tavell spoke."
    found = account(text, "person:Borin Tavell", "person:Ottilie Tavell", "person:Tavell")
    assert [one.name for one in found] == ["Borin Tavell", "Ottilie Tavell", "Tavell"]


def test_a_gendered_surname_joins_the_relative_of_its_sex() -> None:
    text = "Тарас Заломеев и Дарья Заломеева пришли. Заломеева молчала."
    found = account(text, "person:Тарас Заломеев", "person:Дарья Заломеева", "person:Заломеева")
    assert {one.name: one.names for one in found} == {
        "Тарас Заломеев": ("Тарас Заломеев",),
        "Дарья Заломеева": ("Дарья Заломеева", "Заломеева"),
    }


def test_a_surname_in_another_case_joins_its_name() -> None:
    text = "Борин Тавеллин задержан. Адвокат говорил с Тавеллиным."
    (one,) = account(text, "person:Борин Тавеллин", "person:Тавеллиным")
    assert one.name == "Борин Тавеллин"


def test_letters_in_brackets_join_the_name_before_them() -> None:
    text = "The Guild of Lantern Menders (GLM) called a strike. GLM said so."
    (one,) = account(text, "organisation:Guild of Lantern Menders", "organisation:GLM")
    assert one.names == ("GLM", "Guild of Lantern Menders")


def test_a_lone_word_taken_for_a_person_joins_the_body_that_bears_it() -> None:
    text = "Lanthorn Health has no comment. Lanthorn runs the ward."
    (one,) = account(text, "organisation:Lanthorn Health", "person:Lanthorn")
    assert (one.kind, one.names) == ("organisation", ("Lanthorn", "Lanthorn Health"))


def test_company_organisations_places_and_roles_are_told_with_a_person() -> None:
    text = "The baker Borin Tavell and Hob Wickersham of the Lantern Guild marched in Leeds."
    names = ("person:Borin Tavell", "person:Hob Wickersham", "organisation:Lantern Guild")
    one = account(text, *names, places=("Leeds",))[0]
    assert (one.company, one.organisations, one.places) == (("Hob Wickersham",), ("Lantern Guild",), ("Leeds",))
    assert (one.roles, one.years) == (("baker",), (2024,))


def test_in_a_bulletin_only_the_paragraph_is_company() -> None:
    text = "Borin Tavell was fined.\nHob Wickersham was held.\n"
    assert account(text, "person:Borin Tavell", "person:Hob Wickersham", genre="bulletin")[0].company == ()
    assert account(text, "person:Borin Tavell", "person:Hob Wickersham")[0].company == ("Hob Wickersham",)


def test_ages_tell_namesakes_apart() -> None:
    young = account("Borin Tavell, 19, was held.", "person:Borin Tavell", id="a")
    old = account("Borin Tavell, 52, was held.", "person:Borin Tavell", id="b")
    assert len(resolve_actors([*young, *old]).actors) == 2


def test_the_same_document_gives_the_same_accounts() -> None:
    text = "Borin Tavell and Hob Wickersham met. Tavell spoke."
    names = ("person:Borin Tavell", "person:Hob Wickersham", "person:Tavell")
    assert account(text, *names) == account(text, *reversed(names))
