"""Tests of what the page is made of."""
