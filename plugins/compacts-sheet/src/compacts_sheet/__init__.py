"""Codes of practice written in spreadsheets: one row a provision, for people who are no programmers."""
