"""The drafts: specs, facts, drafts, review, export, edits."""
