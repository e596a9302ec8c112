"""The desk on screen. The only part that knows Textual."""
