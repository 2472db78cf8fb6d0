"""What people fill in, on a screen, in a spreadsheet or on paper, and the reading of what they send back."""
