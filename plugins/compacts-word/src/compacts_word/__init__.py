"""Results of assessments as Word documents."""
