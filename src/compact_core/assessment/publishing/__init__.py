"""What a round may tell anybody: its findings as one small file, which is published, replaced and withdrawn."""
