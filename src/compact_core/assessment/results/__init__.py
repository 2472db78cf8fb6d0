"""What a round came to, ready to be shown: a page that holds nothing that may not be shown, and its formats."""
