"""What can be set, where each value comes from, and where files lie. Loads no polars."""
