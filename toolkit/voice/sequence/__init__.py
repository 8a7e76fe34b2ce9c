"""The sequence model of voice: features, weights, the best path, and how it meets the rules."""
