"""What stands on each line of a screen, as pieces of text: pure, no Textual."""
