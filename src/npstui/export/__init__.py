"""Out again: queues and responses as files, written whole or not at all."""
