"""The tables of a corpus on disk: what each column holds.

Types are those of Arrow; `name` is a string of which there are few different ones, stored once each. All tables but
`articles` begin with the column `article`: the number of the article in the corpus, from 0. Offsets are characters into
`Article.text`, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping

SCHEMAS: Mapping[str, Mapping[str, str]] = {
    # every token of the text, in order
    "tokens": {"start": "uint32", "end": "uint32", "kind": "name", "sentence": "uint32"},
    # one row per stretch of a content; several rows with one number are one interrupted attribution
    "attributions": {
        "attribution": "uint32",
        "kind": "name",
        "start": "uint32",
        "end": "uint32",
        "source_start": "int64",
        "source_end": "int64",
        "cue_start": "int64",
        "cue_end": "int64",
        "speaker": "string",
        "p": "float64",
        "why": "name",
        "inside": "int64",
    },
    # stretches of one voice, without gaps; `words` counts the words and numbers of each
    "voices": {
        "start": "uint32",
        "end": "uint32",
        "voice": "name",
        "speaker": "string",
        "cue": "string",
        "p": "float64",
        "why": "name",
        "attribution": "int64",
        "words": "uint32",
    },
    # loaded words: the id of the entry in the lexicon, and whether the word is denied
    "hits": {"start": "uint32", "end": "uint32", "entry": "name", "negated": "bool"},
}
