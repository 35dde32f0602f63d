"""A chat assistant grounded in one guideline: every sentence cited, or none."""

import os

# the arrays are small: more threads of BLAS gain nothing, and beside other work they cost much
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
