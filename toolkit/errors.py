"""The mistakes a user can make, each told in one sentence that names the file, the field and the fix."""


class ToolkitError(Exception):
    """Base of all errors of this package. Its message is a complete sentence for the user."""


class LoadError(ToolkitError):
    """An input that cannot be read at all: it does not exist, or nothing in it is an article."""


class TableError(LoadError):
    """A table whose columns are not what the call named."""


class QueryError(ToolkitError):
    """A search that cannot be read; the message names the part at fault."""


class PlaceError(QueryError, IndexError):
    """A number that no article has. It is an IndexError too, for code that expects one of a sequence."""


class LexiconError(ToolkitError):
    """A lexicon file that breaks the entry format; the message names the row, the field and the fix."""


class AnnotationError(LoadError):
    """A mark, or a file of marks, that cannot be read or written; the message names the field and the fix."""


class CodebookError(ToolkitError):
    """A codebook that breaks its format, or that is not there; the message names the row, the field and the fix."""


class ReportError(ToolkitError):
    """A report that cannot be written, or whose folder cannot be verified."""


class AnnotationWarning(UserWarning):
    """Some marks of a file were set aside, and the others were read."""


class LanguageWarning(UserWarning):
    """Some articles are not in English, and what was asked for is for English only."""
