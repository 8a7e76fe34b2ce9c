"""Characters in, spans out: tokens and sentences, queries, phrases, decoding, hygiene."""
