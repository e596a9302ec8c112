"""Tables as files: formats, and writing them whole or not at all."""
