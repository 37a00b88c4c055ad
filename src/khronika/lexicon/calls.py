"""Verbs that call others to a protest, and what stands before that to which they call: "**called for** a rally"."""

CALLERS = frozenset("call urge appeler призвать призывать закликати".split())
MEANT = frozenset({"for", "to", "à", "к", "до"})
