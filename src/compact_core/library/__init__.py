"""Every code by its id: found, indexed, kept in the catalogue, searched and opened."""
