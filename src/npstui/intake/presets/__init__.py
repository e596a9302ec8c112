"""What is known of the platforms' files: one TOML file each, and the code that reads them."""
