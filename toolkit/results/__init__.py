"""What every result can do: open into its sentences, and read itself aloud."""
