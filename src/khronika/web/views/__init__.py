"""The pages: one module a page, each a few views."""
