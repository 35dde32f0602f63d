"""The page. It never computes: it asks the assistant and shows what comes back."""
