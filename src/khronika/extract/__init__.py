"""Mentions become event mentions, statements and relations."""
