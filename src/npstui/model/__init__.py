"""The vocabulary of the product: responses, categories, cases and their clocks. Pure."""
