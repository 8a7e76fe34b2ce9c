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
    from toolkit.analysis import analyse as analyse
    from toolkit.annotation.agreement import agreement as agreement
    from toolkit.annotation.codings import codings_of_marks as codings_of_marks
    from toolkit.annotation.codings import frame_labels as frame_labels
    from toolkit.annotation.codings import read_codings as read_codings
    from toolkit.annotation.corrections import correct as correct
    from toolkit.annotation.disputed import disputed as disputed
    from toolkit.annotation.reading import read_annotations as read_annotations
    from toolkit.annotation.writing import write_annotations as write_annotations
    from toolkit.articles import Article as Article
    from toolkit.articles import Corpus as Corpus
    from toolkit.articles import Settings as Settings
    from toolkit.articles.opening import open_corpus as open  # noqa: F401  Python's own name, so no alias of itself
    from toolkit.codebooks import Codebook as Codebook
    from toolkit.errors import AnnotationError as AnnotationError
    from toolkit.errors import AnnotationWarning as AnnotationWarning
    from toolkit.errors import CodebookError as CodebookError
    from toolkit.errors import LexiconError as LexiconError
    from toolkit.errors import LoadError as LoadError
    from toolkit.errors import QueryError as QueryError
    from toolkit.errors import ReportError as ReportError
    from toolkit.errors import TableError as TableError
    from toolkit.errors import ToolkitError as ToolkitError
    from toolkit.framing import actions as actions
    from toolkit.framing import entman as entman
    from toolkit.framing import frame_actors as frame_actors
    from toolkit.framing import frame_summary as frame_summary
    from toolkit.framing import frames as frames
    from toolkit.framing import headline_and_lead as headline_and_lead
    from toolkit.framing import mark_issues as mark_issues
    from toolkit.framing import naming_choices as naming_choices
    from toolkit.framing import naming_table as naming_table
    from toolkit.framing import responsibility as responsibility
    from toolkit.framing import validated_prevalence as validated_prevalence
    from toolkit.framing.frame_model import FrameModel as FrameModel
    from toolkit.framing.one_event import compare_event as compare_event
    from toolkit.framing.within_events import within_events as within_events
    from toolkit.framing.wording import compare_wording as compare_wording
    from toolkit.index import TokenIndex as TokenIndex
    from toolkit.lexicon import Lexicon as Lexicon
    from toolkit.loaded.by_voice import positions as positions
    from toolkit.loaded.by_voice import voice_table as voice_table
    from toolkit.loaded.coverage import lexicon_coverage as lexicon_coverage
    from toolkit.loaded.loaded_language import loaded_language as loaded_language
    from toolkit.loaded.models import LoadedSentenceModel as LoadedSentenceModel
    from toolkit.loaded.models import LoadedWordModel as LoadedWordModel
    from toolkit.loaded.models import worth_a_look as worth_a_look
    from toolkit.loaded.summary import loaded_summary as loaded_summary
    from toolkit.loading import from_table as from_table
    from toolkit.loading import load as load
    from toolkit.reporting import report as report
    from toolkit.reporting import verify as verify
    from toolkit.reporting.coding_sheets import coding_sheet as coding_sheet
    from toolkit.reporting.event_page import event_page as event_page
    from toolkit.results.evidence import evidence as evidence
    from toolkit.results.explanations import explain as explain
    from toolkit.statistics.attributions import attributions as attributions
    from toolkit.statistics.attributions import quotations as quotations
    from toolkit.statistics.collocations import collocations as collocations
    from toolkit.statistics.concordance import concordance as concordance
    from toolkit.statistics.dispersion import dispersion as dispersion
    from toolkit.statistics.document_features import document_feature_matrix as document_feature_matrix
    from toolkit.statistics.keyness import keyness as keyness
    from toolkit.statistics.reading import reading as reading
    from toolkit.statistics.term_frequency import term_frequency as term_frequency
    from toolkit.statistics.terms import tokens as tokens
    from toolkit.statistics.text_statistics import text_statistics as text_statistics
    from toolkit.statistics.timeline import timeline as timeline
    from toolkit.statistics.vectorizers import LexiconVectorizer as LexiconVectorizer
    from toolkit.statistics.vectorizers import TermVectorizer as TermVectorizer
    from toolkit.statistics.voices import voices as voices
    from toolkit.stories.duplicates import duplicates as duplicates
    from toolkit.stories.duplicates import mark_duplicates as mark_duplicates
    from toolkit.stories.events import events as events
    from toolkit.stories.genealogy import genealogy as genealogy
    from toolkit.teaching.activities import activity as activity
    from toolkit.teaching.building import build_workshop as build_workshop
    from toolkit.views.annotator import annotate as annotate
    from toolkit.views.explorer import explore as explore
    from toolkit.views.highlighting import highlight as highlight
    from toolkit.views.plots import plot as plot

__version__ = "0.1.0"

_NAMES = {
    "toolkit.analysis": "analyse",
    "toolkit.annotation.agreement": "agreement",
    "toolkit.annotation.corrections": "correct",
    "toolkit.annotation.disputed": "disputed",
    "toolkit.annotation.reading": "read_annotations",
    "toolkit.annotation.writing": "write_annotations",
    "toolkit.articles": "Article Corpus Settings",
    "toolkit.codebooks": "Codebook",
    "toolkit.errors": "AnnotationError AnnotationWarning CodebookError LexiconError LoadError QueryError ReportError "
    "TableError ToolkitError",
    "toolkit.framing": "actions entman frame_actors frame_summary frames headline_and_lead mark_issues naming_choices "
    "naming_table responsibility validated_prevalence",
    "toolkit.annotation.codings": "codings_of_marks frame_labels read_codings",
    "toolkit.framing.frame_model": "FrameModel",
    "toolkit.reporting.coding_sheets": "coding_sheet",
    "toolkit.framing.one_event": "compare_event",
    "toolkit.framing.within_events": "within_events",
    "toolkit.framing.wording": "compare_wording",
    "toolkit.index": "TokenIndex",
    "toolkit.lexicon": "Lexicon",
    "toolkit.loaded.by_voice": "positions voice_table",
    "toolkit.loaded.coverage": "lexicon_coverage",
    "toolkit.loaded.loaded_language": "loaded_language",
    "toolkit.loaded.models": "LoadedSentenceModel LoadedWordModel worth_a_look",
    "toolkit.loaded.summary": "loaded_summary",
    "toolkit.loading": "from_table load",
    "toolkit.reporting": "report verify",
    "toolkit.reporting.event_page": "event_page",
    "toolkit.results.evidence": "evidence",
    "toolkit.results.explanations": "explain",
    "toolkit.statistics.attributions": "attributions quotations",
    "toolkit.statistics.collocations": "collocations",
    "toolkit.statistics.concordance": "concordance",
    "toolkit.statistics.dispersion": "dispersion",
    "toolkit.statistics.document_features": "document_feature_matrix",
    "toolkit.statistics.keyness": "keyness",
    "toolkit.statistics.reading": "reading",
    "toolkit.statistics.term_frequency": "term_frequency",
    "toolkit.statistics.terms": "tokens",
    "toolkit.statistics.text_statistics": "text_statistics",
    "toolkit.statistics.timeline": "timeline",
    "toolkit.statistics.vectorizers": "LexiconVectorizer TermVectorizer",
    "toolkit.statistics.voices": "voices",
    "toolkit.stories.duplicates": "duplicates mark_duplicates",
    "toolkit.stories.events": "events",
    "toolkit.stories.genealogy": "genealogy",
    "toolkit.views.annotator": "annotate",
    "toolkit.teaching.activities": "activity",
    "toolkit.teaching.building": "build_workshop",
    "toolkit.views.explorer": "explore",
    "toolkit.views.highlighting": "highlight",
    "toolkit.views.plots": "plot",
}
_HOME = {name: (module, name) for module, names in _NAMES.items() for name in names.split()}
_HOME["open"] = ("toolkit.articles.opening", "open_corpus")  # inside the package this name is Python's own
__all__ = [*sorted(_HOME), "__version__"]


# Names are loaded when first used: one article is answered from the shell without importing the data stack.
def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"toolkit has no {name!r}; it offers {', '.join(sorted(_HOME))}")
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(_HOME)
