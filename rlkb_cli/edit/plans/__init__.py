"""One plan a verb: a function from a base and what is wanted to a `Change`."""
