"""The folder of an assessment: where its files are, what they must hold, and how they are changed without loss."""
