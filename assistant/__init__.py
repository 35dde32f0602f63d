"""A chat assistant grounded in one guideline: every sentence cited, or none."""
