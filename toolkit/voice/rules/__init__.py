"""Attribution by rules: clauses, cues, drafts, extents, and what the layout tells."""
