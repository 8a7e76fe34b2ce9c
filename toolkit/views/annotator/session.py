"""What happens when somebody marks: every message of the browser is one change of the file, and is acknowledged.

A session knows nothing of JupyterLab: it takes messages as plain records and answers with plain records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from toolkit.analysis import Analysed
from toolkit.annotation.records import Annotation, marked_in
from toolkit.annotation.saving import MarkFile
from toolkit.articles import Corpus
from toolkit.errors import QueryError, ToolkitError


class CodeShown(NamedTuple):
    """A code as it is offered: its name, how it is called, what it means, and what a coder asks."""

    name: str
    title: str
    definition: str
    questions: tuple[str, ...] = ()


def codes_of(codebook: object) -> list[CodeShown]:
    """The codes of a codebook, of a list of names, or of names with their definitions. Raises QueryError.

    >>> [code.title for code in codes_of(["loaded_word", "fact"])]
    ['loaded word', 'fact']
    """
    found: list[CodeShown] = []
    if isinstance(codebook, Mapping):
        found = [CodeShown(str(name), _title(name), str(said or "")) for name, said in codebook.items()]
    elif isinstance(codebook, Iterable) and not isinstance(codebook, str) and not hasattr(codebook, "columns"):
        found = [_code(one) for one in codebook]
    if not found or any(not code.name.strip() for code in found):
        raise QueryError(
            'codebook: a codebook with codes is needed, such as ["loaded word", "fact"] or {"name": "definition"}.'
        )
    names = [code.name for code in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise QueryError(f"codebook: the code {twice!r} stands in it twice.")
    return found


def _code(one: object) -> CodeShown:
    if isinstance(one, str):
        return CodeShown(one, _title(one), "")
    name = getattr(one, "name", None)
    if not isinstance(name, str):
        raise QueryError(f"codebook: {type(one).__name__} is no code; a code has a name, a title and a definition.")
    title = str(getattr(one, "title", "") or _title(name))
    questions = tuple(map(str, getattr(one, "questions", ())))
    return CodeShown(name, title, str(getattr(one, "definition", "")), questions)


def _title(name: object) -> str:
    return str(name).replace("_", " ")


class Session:
    """Articles, codes, one person, and the file in which the marks are.

    >>> import tempfile
    >>> from toolkit.articles import Article
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     session = Session(Corpus([Article(id="a", text="Rain fell.")]), ["weather"], f"{folder}/m.jsonl", "Ada")
    ...     mark = {"id": "m1", "article": "a", "start": 0, "end": 4, "code": "weather"}
    ...     session.act({"action": "save", "mark": mark})["saved"], len(session.file.marks())
    ('m1', 1)
    """

    def __init__(self, corpus: Corpus, codebook: object, file: Any, person: str) -> None:
        if not len(corpus):
            raise QueryError("There is no article to mark; give one or more.")
        self.corpus = corpus
        self.codes = codes_of(codebook)
        self.person = person
        self.file = MarkFile(file)
        self._names = {code.name for code in self.codes}

    @property
    def marks(self) -> list[Annotation]:
        """The marks of this person."""
        return [mark for mark in self.file.marks() if mark.person == self.person]

    def act(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """One message: the answer names what was saved or removed, or says in `refused` why not."""
        action = message.get("action")
        try:
            if action == "begin":
                return self._begun()
            if action == "open":
                return {"opened": self._opened(str(message.get("article")))}
            if action == "save":
                return self._saved(message.get("mark"))
            if action == "remove":
                return self._removed(str(message.get("id")))
            raise QueryError(f"There is no action {action!r}; choose from begin, open, save, remove.")
        except ToolkitError as error:
            said = message.get("mark")
            return {"refused": (said if isinstance(said, Mapping) else message).get("id"), "error": str(error)}

    def _removed(self, identity: str) -> dict[str, Any]:
        if any(mark.id == identity and mark.person != self.person for mark in self.file.marks()):
            raise QueryError("this is a mark of somebody else; it stays.")
        self.file.remove(identity)
        return {"removed": identity, "count": len(self.marks)}

    def _begun(self) -> dict[str, Any]:
        counts: dict[str, int] = {}
        for mark in self.marks:
            counts[mark.article] = counts.get(mark.article, 0) + 1
        return {
            "begun": {
                "person": self.person, "file": self.file.path.name, "key": self.key,
                "unreadable": self.file.unreadable,
                "codes": [code._asdict() for code in self.codes],
                "articles": [[a.id, a.headline or a.id, a.outlet or "", counts.get(a.id, 0)] for a in self.corpus],
            }
        }  # fmt: skip

    @property
    def key(self) -> str:
        """Under which name a browser keeps what is not saved yet: that of the file and the person."""
        said = f"{self.file.path.absolute()}\n{self.person}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def _opened(self, identity: str) -> dict[str, Any]:
        article = self.corpus[identity]
        tokens = Analysed(article, self.corpus.settings).tokens
        return {
            "id": article.id, "title": article.headline or article.id, "outlet": article.outlet or "",
            "text": article.text, "paragraphs": article.paragraphs,
            "tokens": list(zip(tokens.starts, tokens.ends, strict=True)),
            "marks": [_shown(mark) for mark in self.marks if mark.article == article.id],
        }  # fmt: skip

    def _saved(self, said: object) -> dict[str, Any]:
        if not isinstance(said, Mapping):
            raise QueryError("there is no mark in the message.")
        values = {name: said.get(name, "") for name in ("id", "article", "code", "note", "time")}
        if wrong := next((name for name, value in values.items() if not isinstance(value, str)), None):
            raise QueryError(f"{wrong} is no text.")
        start, end = said.get("start"), said.get("end")
        if type(start) is not int or type(end) is not int:
            raise QueryError("start and end are no whole numbers.")
        if values["code"] not in self._names:
            raise QueryError(f"the codebook has no code {values['code'][:60]!r}.")
        article = self.corpus[values["article"]]
        given = {name: values[name] for name in ("note", "time", "id")}
        mark = marked_in(article, start, end, values["code"], person=self.person, **given)
        if any(one.id == mark.id and one.person != self.person for one in self.file.marks()):
            raise QueryError("a mark of somebody else has this id; it stays.")
        self.file.save(mark)
        return {"saved": mark.id, "count": len(self.marks)}


def _shown(mark: Annotation) -> dict[str, Any]:
    names = ("id", "article", "start", "end", "code", "note", "time")
    return {name: getattr(mark, name) for name in names}
