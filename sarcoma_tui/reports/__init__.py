"""Reports: an assessment or a session as text, Markdown and JSON."""
