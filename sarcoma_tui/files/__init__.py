"""Leaf: TOML with positions, durable writes, locks and places."""
