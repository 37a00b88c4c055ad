"""How people come in: the local link, an invitation, a password with a second factor."""
