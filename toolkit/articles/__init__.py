"""Articles and the corpus that holds them: immutable records, no analysis."""

from toolkit.articles.article import (
    FIELDS,
    NO_MATHEMATICS,
    Article,
    Caption,
    Part,
    Person,
    Rejection,
    Removed,
    VoiceEdit,
)
from toolkit.articles.corpus import UNKNOWN, Corpus, HoldsCorpus, as_corpus
from toolkit.articles.load_report import FileAccount, LoadReport
from toolkit.articles.settings import ENGINES, Engine, Settings, need_packages

__all__ = [
    "ENGINES",
    "FIELDS",
    "NO_MATHEMATICS",
    "UNKNOWN",
    "Article",
    "Caption",
    "Corpus",
    "Engine",
    "FileAccount",
    "HoldsCorpus",
    "LoadReport",
    "Part",
    "Person",
    "Rejection",
    "Removed",
    "Settings",
    "VoiceEdit",
    "as_corpus",
    "need_packages",
]
