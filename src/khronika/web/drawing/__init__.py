"""Pictures as numbers: where each bar, span and dot stands; templates draw them as SVG."""
