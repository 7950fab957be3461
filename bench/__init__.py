"""Measuring rlkb: `python -m bench NAME …` runs `bench/NAME.py`."""
