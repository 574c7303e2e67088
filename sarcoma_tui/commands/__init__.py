"""Commands: the only modules that wire the parts together. Each is imported when it is called."""
