"""One reader a format: bytes in, rows of text out, each row that fits no column refused."""
