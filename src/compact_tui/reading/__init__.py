"""The reading pane as values: what each place has to say, before it has a width or a colour."""
