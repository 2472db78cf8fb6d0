"""Code files: read, written, checked, and every problem told with its place."""
