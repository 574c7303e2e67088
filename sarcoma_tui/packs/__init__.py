"""Content as files: its shape, its errors, its digest, its cache; from a folder to a compiled pack."""
