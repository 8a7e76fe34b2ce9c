"""The encoder of voice: a small pretrained transformer in the sequence model's place, an option of its own."""
