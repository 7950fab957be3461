"""How views are printed, on a terminal and in a pipe: one module a view."""
