"""What people do with an assessment: each task gives values and sentences, for commands and the interface alike."""
