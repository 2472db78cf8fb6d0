"""Pages in a browser. A package, so that one browser can be shared by all its tests and closed after them."""
