"""rlkb: keep a question-based knowledge base true."""

__version__ = "0.1.0"
