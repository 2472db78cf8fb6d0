"""The library: every code by its id, found, indexed in the catalogue, searched and opened."""
