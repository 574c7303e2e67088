"""Screens: each asks for keys by the registry and shows lines."""
