"""What holds it all: immutable Parquet segments and one catalog as the only commit point."""
