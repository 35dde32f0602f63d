"""What can go wrong with a language model, over real HTTP."""
