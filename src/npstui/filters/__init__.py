"""The filter language: text to a tree, the tree to a polars expression and to words."""
