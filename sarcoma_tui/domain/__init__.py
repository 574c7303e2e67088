"""The pure engine: questions, facts, rules and what they say of a case. No file, clock or terminal."""
