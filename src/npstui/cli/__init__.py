"""The command line: output.py alone writes stdout, errors.py alone stderr."""
