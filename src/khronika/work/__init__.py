"""Use cases and wiring: the pipeline, its settings, its outputs."""
