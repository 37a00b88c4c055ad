"""Khronika: reports in, a sourced chronicle of protest, strikes and repression out."""

__version__ = "0.1.0"
