"""npstui: the terminal desk for Net Promoter Score operations."""

__version__ = "0.1.0"
