"""The open store's questions and commands."""
