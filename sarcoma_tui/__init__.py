"""A terminal assistant for decisions about soft tissue sarcoma."""

__version__ = "0.1.0"
