"""From a brief to a draft, and a text held against the guideline."""
