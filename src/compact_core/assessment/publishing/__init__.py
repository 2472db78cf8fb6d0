"""The findings of a round for everybody: one small file that is published, replaced and withdrawn."""
