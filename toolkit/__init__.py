"""Media analysis toolkit: which words carry a judgement, and in whose voice they stand.

>>> import toolkit as tk
>>> corpus = tk.from_table([{"body": "The “caliphate” fell, he said."}], text="body")
>>> tk.concordance(corpus, "caliphate").node.tolist()
['caliphate']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.articles import Article as Article
    from toolkit.articles import Corpus as Corpus
    from toolkit.statistics.timeline import timeline as timeline
    from toolkit.annotation.agreement import agreement as agreement
    from toolkit.comparing import keyness as keyness
    from toolkit.statistics.concordance import concordance as concordance
    from toolkit.statistics.collocations import collocations as collocations
    from toolkit.index import TokenIndex as TokenIndex
    from toolkit.statistics.dispersion import dispersion as dispersion
    from toolkit.errors import LexiconError as LexiconError
    from toolkit.errors import LoadError as LoadError
    from toolkit.errors import QueryError as QueryError
    from toolkit.errors import ReportError as ReportError
    from toolkit.errors import TableError as TableError
    from toolkit.errors import ToolkitError as ToolkitError
    from toolkit.results.explanations import explain as explain
    from toolkit.statistics.document_features import document_feature_matrix as document_feature_matrix
    from toolkit.framing import agency as agency
    from toolkit.framing import entman as entman
    from toolkit.framing import headline_and_lead as headline_and_lead
    from toolkit.framing import naming_choices as naming_choices
    from toolkit.framing import naming_table as naming_table
    from toolkit.statistics.term_frequency import term_frequency as term_frequency
    from toolkit.views.highlighting import highlight as highlight
    from toolkit.lexicon import Lexicon as Lexicon
    from toolkit.loaded.loaded_language import loaded_language as loaded_language
    from toolkit.loading import from_table as from_table
    from toolkit.loading import load as load
    from toolkit.loaded.models import LoadedSentenceModel as LoadedSentenceModel
    from toolkit.loaded.models import LoadedWordModel as LoadedWordModel
    from toolkit.loaded.models import worth_a_look as worth_a_look
    from toolkit.views.plots import plot_collocations as plot_collocations
    from toolkit.views.plots import plot_dispersion as plot_dispersion
    from toolkit.views.plots import plot_keyness as plot_keyness
    from toolkit.views.plots import plot_positions as plot_positions
    from toolkit.views.plots import plot_terms as plot_terms
    from toolkit.views.plots import plot_timeline as plot_timeline
    from toolkit.views.plots import plot_voices as plot_voices
    from toolkit.views.plots import positions as positions
    from toolkit.views.plots import voice_table as voice_table
    from toolkit.stories.duplicates import duplicates as duplicates
    from toolkit.stories.duplicates import mark_duplicates as mark_duplicates
    from toolkit.reporting import report as report
    from toolkit.reporting import verify as verify
    from toolkit.statistics.terms import tokens as tokens
    from toolkit.statistics.text_statistics import text_statistics as text_statistics
    from toolkit.results.evidence import evidence as evidence
    from toolkit.statistics.vectorizers import LexiconVectorizer as LexiconVectorizer
    from toolkit.statistics.vectorizers import TermVectorizer as TermVectorizer
    from toolkit.voice import attributions as attributions
    from toolkit.voice import correct as correct
    from toolkit.voice import quotations as quotations
    from toolkit.voice import voices as voices
    from toolkit.views.concordance_view import explore_concordance as explore_concordance
    from toolkit.loaded.wording import compare_wording as compare_wording
    from toolkit.loaded.wording import lexicon_coverage as lexicon_coverage
    from toolkit.loaded.wording import loaded_summary as loaded_summary

__version__ = "0.1.0"

_NAMES = {
    "toolkit.articles": "Article Corpus",
    "toolkit.statistics.timeline": "timeline",
    "toolkit.annotation.agreement": "agreement",
    "toolkit.comparing": "keyness",
    "toolkit.statistics.concordance": "concordance",
    "toolkit.statistics.collocations": "collocations",
    "toolkit.statistics.dispersion": "dispersion",
    "toolkit.index": "TokenIndex",
    "toolkit.errors": "LexiconError LoadError QueryError ReportError TableError ToolkitError",
    "toolkit.results.evidence": "evidence",
    "toolkit.results.explanations": "explain",
    "toolkit.statistics.document_features": "document_feature_matrix",
    "toolkit.framing": "agency entman headline_and_lead naming_choices naming_table",
    "toolkit.statistics.term_frequency": "term_frequency",
    "toolkit.views.highlighting": "highlight",
    "toolkit.lexicon": "Lexicon",
    "toolkit.loading": "from_table load",
    "toolkit.loaded.loaded_language": "loaded_language",
    "toolkit.loaded.models": "LoadedSentenceModel LoadedWordModel worth_a_look",
    "toolkit.views.plots": (
        "plot_collocations plot_dispersion plot_keyness plot_positions plot_terms plot_timeline plot_voices positions"
        " voice_table"
    ),
    "toolkit.stories.duplicates": "duplicates mark_duplicates",
    "toolkit.reporting": "report verify",
    "toolkit.statistics.terms": "tokens",
    "toolkit.statistics.text_statistics": "text_statistics",
    "toolkit.statistics.vectorizers": "LexiconVectorizer TermVectorizer",
    "toolkit.voice": "attributions correct quotations voices",
    "toolkit.views.concordance_view": "explore_concordance",
    "toolkit.loaded.wording": "compare_wording lexicon_coverage loaded_summary",
}
_HOME = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = [*sorted(_HOME), "__version__"]


# Names are loaded when first used: one article is answered from the shell without importing the data stack.
def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"toolkit has no {name!r}; it offers {', '.join(sorted(_HOME))}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
