"""What can be said: types, modes, roles and their counterparts in other codebooks, as data."""
