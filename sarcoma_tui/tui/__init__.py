"""The full-screen program: Textual screens over the desk and the engine."""
