"""Which gender a given name tells, for pronouns of languages whose grammar does not; unknown names tell none."""

from typing import Literal

# Common given names of English-language reports; a table, not a rule: what is not here is unknown.
FEMALE = frozenset(
    "aditya agha agnes aisha akira akiva alice alyosha amara amy andrea ann anne ata attila baba bala baraka barbara "
    "beatrice bela betty borja bouba carol caroline catherine chandra chloe christine chukwuma claire dada danila "
    "danjuma deborah demba denise deva diane dima dorothy edith eileen elena elia elizabeth ellen emeka emily esther "
    "eve fatima fela florence foma frances geza girma gosha grace grisha gyula hamza hannah haruna hazel heather "
    "helen ilia illia indra irene isa isabel isabelle issa jane janet jasmine jean jennifer jenny jessica jill joan "
    "joanne joshua joy joyce judith judy julie juma jumaa karen kate katherine kathleen keita kenta khalifa kim kolya "
    "kostya kota krishna kuzma leila lily linda lisa louise lucy luka lynn lyosha margaret marie marion mary mattia "
    "megan mercy michelle miriam mirza misha mojtaba morteza mostafa moussa musa mykola mykyta nadia nancy naomi "
    "natalie nicola nicole nikola noor obinna olga pamela patricia peggy petya rachel raja rama rebecca reza riza "
    "rosa rose rosemary ruth ryota sally samba sandra sarah sava savva seryozha sharon sheila shirley shiva shota "
    "silvia sophie sota surya susan sylvia taha teresa themba theresa tobia tracy ursula usama vanya veronica "
    "victoria violet vivian vova wendy yahya yaya yehuda yuta yvonne zainab zakaria zakariya zoe".split()
)
MALE = frozenset(
    "aaron abba abdul abdullah abraham adam ahmad ahmed alan albert alexander alexei alfred ali amir andre andrei "
    "andrew anthony antonio arthur benjamin bernard boris brian bruce carl carlos charles christopher colin daniel "
    "david dennis dmitry donald douglas edward emmanuel eric ernest evan ezra felix fernando francis francisco frank "
    "fred frederick garba gary george gerald gilbert gordon graham greg gregory hamza harold harry hassan henry "
    "howard hugh hussein ian ibrahim igor ilya isa ivan jack jacob jacques james jason jeffrey jerry jim joe john "
    "jonathan jorge jose joseph joshua juan karl keith kenneth kevin khalid konstantin kyle larry leo leonard leonid "
    "louis luca luis luke mahmoud manuel marc marcus mark martin matthew maxim michael miguel mikhail mohamed "
    "mohammad mohammed moses muhammad musa mustafa nathan nicholas nigel nikita nikolai oleg oliver omar osama oscar "
    "patrick paul pavel pedro peter philip pierre ralph raymond richard robert roger roland ronald roy samuel scott "
    "sergei simon stephen steven stuart terence thomas timothy tom tony umar victor viktor vincent vladimir walter "
    "william yousef yuri yusuf".split()
)
EITHER = frozenset({"sasha", "zhenya"})
ENDINGS = ("a",)  # of names not listed: Maria, Tatiana, Ngozika


def gender_of(given: str) -> Literal["Fem", "Masc"] | None:
    """Give the gender that a given name tells, None where it is not known."""
    name = given.casefold().strip(".")
    if name in MALE:
        return "Masc"
    return "Fem" if name in FEMALE or (len(name) > 3 and name.endswith(ENDINGS) and name not in EITHER) else None


def surname_gender(name: str) -> Literal["Fem", "Masc"] | None:
    """Give the gender that a Russian surname in the nominative tells by its ending, None where it tells none."""
    surname = name.casefold()
    if surname.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ська", "цька")):
        return "Fem"
    return "Masc" if surname.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ський", "цький")) else None
