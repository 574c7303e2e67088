"""Panes that draw lines."""
