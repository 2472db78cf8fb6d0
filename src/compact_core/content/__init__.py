"""Code files and lineage files: read with every problem and its place, checked, written."""
