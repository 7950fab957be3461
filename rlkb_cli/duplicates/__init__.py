"""Duplicate questions: reading, comparing and searching them.  Pure functions over texts."""
