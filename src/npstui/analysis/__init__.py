"""The numbers. Pure: a LazyFrame in, a small value out, now a parameter."""
