"""Names and their places: compact GeoNames, first-level regions, countries, demonyms."""
