"""Articles that repeat each other: duplicates, versions, agency copy."""
