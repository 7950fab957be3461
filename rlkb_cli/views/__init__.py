"""What is made from a knowledge base to be looked at, as data: pure functions from a base, read-only."""
