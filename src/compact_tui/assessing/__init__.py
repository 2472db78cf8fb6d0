"""What the screens of an assessment show and do next, as values that know nothing of screens."""
