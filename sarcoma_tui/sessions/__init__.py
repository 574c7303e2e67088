"""Sessions: a pure value and its events, the TOML form, drafts and the durable store."""
