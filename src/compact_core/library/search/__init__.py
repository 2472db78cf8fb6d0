"""Words found in everything that codes say: what is indexed, and how a search is asked.

Two full-text tables (SQLite FTS5) stand over one table of passages. ``stems`` knows words by their stem (Porter),
so that 'organise' finds 'organising'; ``starts`` knows how words begin, for the word that is still being typed.
Neither knows of accents: what is indexed and what is asked go through one function (``folding``) before. What a
user types is data: it is cut into words, and nothing in it has a meaning.
"""
