"""Reading survey files, every row accounted for. Writes only through the store."""
