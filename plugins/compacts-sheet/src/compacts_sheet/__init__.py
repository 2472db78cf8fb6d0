"""Codes of practice written in spreadsheets: one row a part, for people who are no programmers."""
