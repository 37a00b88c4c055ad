"""One person or organisation across reports: linked where names and company agree, asked about where they may not."""

import random
from itertools import permutations

import pytest

from khronika.model import Actor, Naming
from khronika.resolve.actors import keep_keys, naming_key, resolve_actors


def told(name: str, report: str, kind: str = "person", **known: object) -> Naming:
    """Make a document's account of an actor."""
    known = {field: tuple(value) if isinstance(value, list) else value for field, value in known.items()}
    names = (name, *known.pop("names", ()))  # type: ignore[misc]
    return Naming(key=naming_key(report, kind, name), document=report, kind=kind, name=name, names=names, **known)  # type: ignore[arg-type]


def linked(*namings: Naming) -> set[frozenset[str]]:
    """Give the actors as sets of "name/report"."""
    shown = {naming.key: f"{naming.name}/{naming.document}" for naming in namings}
    return {frozenset(shown[key] for key in actor.namings) for actor in resolve_actors(namings).actors}


def are_one(a: Naming, b: Naming) -> bool:
    return len(resolve_actors([a, b]).actors) == 1


def are_asked(a: Naming, b: Naming) -> bool:
    found = resolve_actors([a, b])
    return len(found.actors) == 2 and [proposal.ask for proposal in found.proposals] == [True]


@pytest.mark.parametrize(("one", "other"), [
    ("Орися Шевчушко", "Orysia Shevchushko"),
    ("Шевчушко Орися", "Orysia Chevtchouchko"),
    ("Orysia Schewtschuschko", "Orysia Szewczuszko"),
    ("Олександр Тавеллюк", "Александр Тавеллюк"),
    ("Oleksandr Tavelliuk", "Александр Тавеллюк"),
    ("Саша Тавеллюк", "Александр Тавеллюк"),
    ("Mike Quillfeather", "Michael Quillfeather"),
    ("Тавеллин Борин Кузьмич", "Борин Тавеллин"),
    ("QUILLFEATHER, Ottilie", "Ottilie Quillfeather"),
    ("Dr. Ottilie Quillfeather", "Ottilie Quillfeather"),
    ("Оттилия Квиллфезер", "Ottilie Quillfeather"),
    ("Таддеус Куиллмор", "Thaddeus Quillmore"),
    ("Ованес Тавеллян", "Hovhannes Tavellian"),
    ("Квиллоньский Остап", "Ostap Kvillonskyi"),
])  # fmt: skip
def test_a_rare_full_name_is_one_person_in_every_script_spelling_and_form(one: str, other: str) -> None:
    assert are_one(told(one, "a"), told(other, "b"))


@pytest.mark.parametrize(("one", "other"), [
    ("Тарас Заломеев", "Дарья Заломеева"),
    ("Пётр Квиллонов", "Пётр Квиллоненко"),
    ("Borin Tavell", "Marek Tavell"),
    ("Борин Ильич Тавелл", "Борин Кузьмич Тавелл"),
    ("Borin Tavell Jr.", "Borin Tavell Sr."),
    ("Angelo Quillfeather", "Angela Quillfeather"),
    ("J. Quillfeather", "Ottilie Quillfeather"),
])  # fmt: skip
def test_names_that_contradict_each_other_are_two_whatever_is_told_with_them(one: str, other: str) -> None:
    company = {"organisations": ["Union of Lamplighters"], "company": ["Hob Wickersham"], "places": ["Leeds"]}
    assert not are_one(told(one, "a", **company), told(other, "b", **company))


@pytest.mark.parametrize(("one", "other"), [
    ("John Smith", "John Smith"),
    ("Иван Иванов", "Иван Иванов"),
    ("Ottilie Quillfeather", "Quillfeather"),
    ("Ottilie Quillfeather", "O. Quillfeather"),
    ("Ottilie Quillfeather", "Ottilie Quillfaether"),
])  # fmt: skip
def test_a_name_that_a_namesake_may_bear_is_asked_about(one: str, other: str) -> None:
    assert are_asked(told(one, "a"), told(other, "b"))


@pytest.mark.parametrize("name", ["Quillfeather", "O. Quillfeather", "Ottilie Quillfaether", "Квиллфезер"])
def test_company_settles_what_the_name_leaves_open(name: str) -> None:
    known = {"organisations": ["Union of Lamplighters"], "company": ["Hob Wickersham"]}
    full = "Оттилия Квиллфезер" if name == "Квиллфезер" else "Ottilie Quillfeather"
    assert are_one(told(full, "a", **known), told(name, "b", **known))


def test_common_full_names_are_linked_by_the_same_organisation() -> None:
    known = {"organisations": ["Union of Lamplighters"]}
    assert are_one(told("John Smith", "a", **known), told("John Smith", "b", **known))


def test_a_surname_that_fits_father_and_son_is_asked_about_both() -> None:
    town = {"places": ["Leeds"], "organisations": ["Union of Lamplighters"]}
    father, son = told("Hob Tavellick", "a", **town), told("Ned Tavellick", "b", **town)
    found = resolve_actors([father, son, told("Tavellick", "c", **town)])
    assert len(found.actors) == 3
    assert len(found.proposals) == 2


def test_two_persons_of_one_document_stay_two() -> None:
    assert len(linked(told("Borin Tavell", "a"), told("Tavell", "a", company=["Borin Tavell"]))) == 2


@pytest.mark.parametrize(("one", "other"), [
    ("Union of Lamplighters", "union of lamplighters"),
    ("Фонд «Вершок»", "«Вершок»"),
    ("Lantern Foundation", "Lantern Foundation Ltd"),
    ("«Вершок»", "Vershok"),
])  # fmt: skip
def test_an_organisation_is_one_under_its_spellings(one: str, other: str) -> None:
    known = {"places": ["Leeds"]}
    assert are_one(told(one, "a", "organisation", **known), told(other, "b", "organisation", **known))


def test_letters_stand_for_the_name_that_a_report_tells_them_with() -> None:
    full = told("Confédération des allumeurs de lampes", "a", "organisation", names=["CAL"])
    assert are_one(full, told("CAL", "b", "organisation"))


def test_letters_alone_are_asked_about_and_linked_by_place() -> None:
    full = "Confédération des allumeurs de lampes"
    assert are_asked(told(full, "a", "organisation"), told("CAL", "b", "organisation"))
    known = {"places": ["Lille"]}
    assert are_one(told(full, "a", "organisation", **known), told("CAL", "b", "organisation", **known))


def test_city_councils_of_two_towns_are_two() -> None:
    one = told("City Council", "a", "organisation", places=["Leeds"])
    assert not are_one(one, told("City Council", "b", "organisation", places=["Bergen"]))


def test_a_decision_beats_names_and_company() -> None:
    one, other = told("Ada Quillfeather", "a"), told("Ada Brackwater", "b")
    assert len(resolve_actors([one, other], same={(one.key, other.key)}).actors) == 1
    twin = told("Ada Quillfeather", "c")
    apart = resolve_actors([one, twin], not_same={(twin.key, one.key)})
    assert len(apart.actors) == 2
    assert not apart.proposals


def test_two_told_apart_are_not_joined_through_a_third() -> None:
    one, two, three = (told("Ottilie Quillfeather", report) for report in "abc")
    found = resolve_actors([one, two, three], not_same={(one.key, two.key)})
    assert all(not {one.key, two.key} <= set(actor.namings) for actor in found.actors)


PILE = [
    told("Orysia Shevchushko", "a", organisations=["Lantern Foundation"], places=["Lille"]),
    told("Шевчушко", "b", organisations=["Lantern Foundation"], company=["Hob Wickersham"]),
    told("O. Chevtchouchko", "c", organisations=["Lantern Foundation"], places=["Lille"]),
    told("Иван Иванов", "d", places=["Perm"]),
    told("Иванов", "e", places=["Perm"]),
    told("Ivan Ivanov", "f", places=["Perm"], organisations=["Lantern Foundation"]),
    told("Lantern Foundation", "a", "organisation", places=["Lille"]),
    told("Lantern", "c", "organisation", places=["Lille"]),
    told("Union of Lamplighters", "d", "organisation"),
]


def test_the_order_of_reports_changes_nothing_but_which_key_an_actor_has() -> None:
    def shape(namings: list[Naming]) -> tuple[object, ...]:
        found = resolve_actors(namings)
        members = {actor.key: frozenset(actor.namings) for actor in found.actors}
        asked = {(frozenset((members[p.a], members[p.b])), p.score, p.why) for p in found.proposals}
        return frozenset(members.values()), frozenset(asked)

    expected = shape(PILE)
    for seed in range(25):
        shuffled = PILE[:]
        random.Random(seed).shuffle(shuffled)
        assert shape(shuffled) == expected


def test_an_actor_has_the_key_of_its_naming_that_came_first() -> None:
    for order in permutations(PILE[:3]):
        for actor in resolve_actors(order).actors:
            assert actor.key == next(naming.key for naming in order if naming.key in actor.namings)


def test_keys_stay_with_most_of_an_actors_namings() -> None:
    old = [Actor(key="k1", kind="person", name="A", namings=("n1", "n2", "n3")),
           Actor(key="k2", kind="person", name="B", namings=("n4",))]  # fmt: skip
    new = [Actor(key="n1", kind="person", name="A", namings=("n1",)),
           Actor(key="n2", kind="person", name="A", namings=("n2", "n3", "n4"))]  # fmt: skip
    assert [actor.key for actor in keep_keys(old, new)] == ["n1", "k1"]


def test_keys_are_never_given_twice() -> None:
    old = [Actor(key="n1", kind="person", name="A", namings=("n1", "n2", "n3"))]
    new = [Actor(key="n1", kind="person", name="A", namings=("n1",)),
           Actor(key="n2", kind="person", name="A", namings=("n2", "n3"))]  # fmt: skip
    assert [actor.key for actor in keep_keys(old, new)] == ["n1~2", "n1"]


def test_linking_again_changes_nothing() -> None:
    first = resolve_actors(PILE).actors
    assert keep_keys(first, resolve_actors(PILE).actors) == first


def test_every_link_says_why() -> None:
    found = resolve_actors(PILE)
    linked_keys = {key for actor in found.actors if len(actor.namings) > 1 for key in actor.namings}
    assert linked_keys == set(found.why)
    assert all(found.why.values())


def test_of_two_forms_told_equally_often_the_nominative_is_shown() -> None:
    namings = [told("Пульхерией Напёрстковой", "one"), told("Пульхерия Напёрсткова", "two")]
    [actor] = resolve_actors(namings).actors
    assert actor.name == "Пульхерия Напёрсткова"
