"""Assessing a partnership: screens and their values."""
