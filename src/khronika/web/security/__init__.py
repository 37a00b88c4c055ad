"""Who may do what, and what a browser is allowed to do with a page."""
