"""Documents become mentions: names, dates, places, numbers."""
