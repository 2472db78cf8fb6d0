"""Documents: read into blocks, outlined, drafted as codes; and the signed wording of codes, proved."""
