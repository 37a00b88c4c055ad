"""Which gender a given name tells, for pronouns of languages whose grammar does not; unknown names tell none."""

from typing import Literal

# Common given names of English-language reports; a table, not a rule: what is not here is unknown.
FEMALE = frozenset(
    "agnes aisha alice amy ann anne barbara beatrice betty carol caroline catherine chloe christine claire deborah "
    "denise diane dorothy edith eileen elena elizabeth ellen emily esther eve fatima florence frances grace hannah "
    "hazel heather helen irene isabel isabelle jane janet jasmine jean jennifer jenny jessica jill joan joanne joy "
    "joyce judith judy julie karen kate katherine kathleen kim leila lily linda lisa louise lucy lynn margaret marie "
    "marion mary megan mercy michelle miriam nadia nancy naomi natalie nicole noor olga pamela patricia peggy rachel "
    "rebecca rosa rose rosemary ruth sally sandra sarah sharon sheila shirley silvia sophie susan sylvia teresa "
    "theresa tracy ursula veronica victoria violet vivian wendy yvonne zainab zoe".split()
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
ENDINGS = ("a",)  # of names not listed: Maria, Tatiana, Ngozika


def gender_of(given: str) -> Literal["Fem", "Masc"] | None:
    """Give the gender that a given name tells, None where it is not known."""
    name = given.casefold().strip(".")
    if name in MALE:
        return "Masc"
    return "Fem" if name in FEMALE or (len(name) > 3 and name.endswith(ENDINGS)) else None


def surname_gender(name: str) -> Literal["Fem", "Masc"] | None:
    """Give the gender that a Russian surname in the nominative tells by its ending, None where it tells none."""
    surname = name.casefold()
    if surname.endswith(("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ська", "цька")):
        return "Fem"
    return "Masc" if surname.endswith(("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ський", "цький")) else None
