"""Taking over a folder of notes as a base: what is a note, which keys it has, what has to be added."""
