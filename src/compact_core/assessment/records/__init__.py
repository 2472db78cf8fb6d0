"""The folder of an assessment: where its files are, what they must hold, and how they are changed without loss.

What cannot be done raises :class:`compact_core.errors.CompactsError`, which says why, and what to do.
"""
