"""A code, or a part of it, laid out once as a page and written in several formats."""
