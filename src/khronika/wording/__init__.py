"""How intervals, places, numbers and types are put into words."""
