"""Search in everything that codes say.

Passages and queries are folded alike, so accents and capitals do not count. What a user types is data: it is cut
into words, and nothing in it has a meaning to SQLite.
"""
