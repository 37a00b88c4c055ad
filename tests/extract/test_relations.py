"""Lasting ties: a sentence, and all that it tells of them as subject, tie, role and object."""

import pytest

import khronika

Row = tuple[str, str, str | None, str]

TOLD: list[tuple[str, str, list[Row]]] = [
    # A role noun in apposition, before a name, behind it, as predicate, by appointment.
    ("en", "Ann Example, the leader of the Sample Dockers' Union, spoke first.",
     [("Ann Example", "leader", "leader", "Sample Dockers' Union")]),
    ("en", "Green Party leader Ann Example was detained.", [("Ann Example", "leader", "leader", "Green Party")]),
    ("en", "The Riverside Tenants' Union's chairman Peter Sample was fined.",
     [("Peter Sample", "leader", "chairman", "Riverside Tenants' Union")]),
    ("en", "The editor of Sample News, Ann Example, was searched.",
     [("Ann Example", "leader", "editor", "Sample News")]),
    ("en", "Ann Example was elected chairwoman of the Nurses' Union.",
     [("Ann Example", "leader", "chairwoman", "Nurses' Union")]),
    ("en", "Peter Sample, a former member of the Green Party and head of the Harbour Committee, was jailed.",
     [("Peter Sample", "member", "former member", "Green Party"),
      ("Peter Sample", "leader", "head", "Harbour Committee")]),
    ("ru", "Лидер профсоюза «Пример» Анна Ветрова задержана.", [("Анна Ветрова", "leader", "Лидер", "Пример")]),
    ("ru", "Анна Ветрова — член партии «Берег».", [("Анна Ветрова", "member", "член", "Берег")]),
    ("ru", "Анну Ветрову избрали председателем профсоюза «Пример».",
     [("Анна Ветрова", "leader", "председателем", "Пример")]),
    ("ru", "Активистка движения «Вольный порт» Мария Орлова оштрафована.",
     [("Мария Орлова", "member", "Активистка", "Вольный порт")]),
    # Verbs, active and passive.
    ("en", "The Sample Dockers' Union is led by Ann Example.",
     [("Ann Example", "leader", "led", "Sample Dockers' Union")]),
    ("en", "Ann Example founded the Harbour Committee in 2009.",
     [("Ann Example", "founder", "founded", "Harbour Committee")]),
    ("en", "Ann Example works for Sample News.", [("Ann Example", "employee", "works", "Sample News")]),
    ("ru", "Движение «Вольный порт» основал Пётр Соколов.", [("Пётр Соколов", "founder", "основал", "Вольный порт")]),
    ("ru", "Анна Ветрова вступила в партию «Берег» в 2015 году.",
     [("Анна Ветрова", "member", "вступила", "Берег")]),
    ("ru", "Союз докеров входит в Конфедерацию труда России.",
     [("Союз докеров", "member", "входит", "Конфедерация труда России")]),
    # A name with its body behind it.
    ("en", "Anna Belwether of the Nurses' Union was fined.", [("Anna Belwether", "member", None, "Nurses' Union")]),
    # Bodies among themselves: parts, allies, mergers.
    ("en", "The Sample Dockers' Union is part of the Harbour Confederation.",
     [("Sample Dockers' Union", "part", "part", "Harbour Confederation")]),
    ("ru", "Профсоюз «Волна» вступил в союз с движением «Вольный порт».",
     [("Волна", "ally", "вступил", "Вольный порт")]),
    ("en", "The Riverside Tenants' Union came out of a merger of Homes Alliance and the Canal Committee.",
     [("Riverside Tenants' Union", "merger", "merger", "Homes Alliance"),
      ("Riverside Tenants' Union", "merger", "merger", "Canal Committee")]),
    ("en", "The Alpha Union and the Beta Union merged in 2010 to form the Gamma Union.",
     [("Gamma Union", "merger", "merged", "Alpha Union"), ("Gamma Union", "merger", "merged", "Beta Union")]),
    # Kin, by a name or a pronoun.
    ("en", "Ann Example's brother, Peter Sample, was arrested.",
     [("Peter Sample", "relative", "brother", "Ann Example")]),
    ("en", "Police detained Ann Example. Her brother Peter Sample was beaten.",
     [("Peter Sample", "relative", "brother", "Ann Example")]),
    ("ru", "Брат Анны Ветровой Пётр Соколов арестован.", [("Пётр Соколов", "relative", "Брат", "Анна Ветрова")]),
    # What is no tie.
    ("en", "Ann Example is not a member of the Green Party.", []),
    ("en", "Police joined protesters at the square.", []),
    ("ru", "Полиция задержала Анну Ветрову у здания суда.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "wanted"), TOLD)
def test_ties_are_told_with_their_role(language: str, text: str, wanted: list[Row]) -> None:
    (coded,) = khronika.code([text], language=language, published="2024-03-06")
    found = [(r.subject.name, r.relation, r.role, r.object.name) for r in coded.relations]
    assert sorted(found, key=str) == sorted(wanted, key=str)
    for relation in coded.relations:
        assert text[relation.start : relation.end] == relation.quote
        for party in (relation.subject, relation.object):
            assert text[party.start : party.end] == party.text
