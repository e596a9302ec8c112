"""Plain values for a screen or a table: safe text, cell widths, columns as data, formats."""
