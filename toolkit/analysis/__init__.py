"""An article is analysed once: its tokens, attributions, voices and loaded words, kept with it and asked from there."""

from toolkit.analysis.hits import Hit
from toolkit.analysis.one_article import Analysed, analysed, analysis_of
from toolkit.analysis.whole_corpus import analyse, parts_of, token_index, token_voices

__all__ = ["Analysed", "Hit", "analyse", "analysed", "analysis_of", "parts_of", "token_index", "token_voices"]
