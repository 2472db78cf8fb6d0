"""Who is asked, about what, until when; and the next round.

What cannot be understood raises :class:`compact_core.errors.CompactsError`, which says what is allowed.
"""
