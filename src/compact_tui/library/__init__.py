"""Reading the codes of a library: screens, widgets and their values."""
