"""What the rules must know of a language's grammar, where the tree alone does not tell: it is said here, once."""

# Languages with cases and without articles: a bare noun is definite, the genitive joins, participles keep their voice.
SLAVIC = frozenset({"ru", "uk"})
# Languages whose "he" and "she" stand for things too.
GENDERED = SLAVIC | {"fr"}
