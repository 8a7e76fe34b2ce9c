"""Which name each voice uses for the same people or thing: militants, fighters or terrorists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.analysis import Analysed, analysed
from toolkit.analysis.table_making import as_table, made_of, places_by, result_table
from toolkit.articles import Article, Corpus, as_corpus
from toolkit.data import read_rows
from toolkit.errors import QueryError, TableError
from toolkit.text.phrases import Phrases
from toolkit.text.queries import Query
from toolkit.text.tokens import Tokens
from toolkit.voice import VOICES

if TYPE_CHECKING:
    import pandas as pd

_NEEDED = ("referent", "name", "forms")
_SHOUTED = 2  # letters of a name that may be a word in capitals
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")


Names = Mapping[str, str | Sequence[str]]
_Name = tuple[int, int, int, Mapping[str, str]]  # sentence, start, end, the row of the table


def naming_choices(
    corpus: Corpus | Article | Iterable[Article],
    *,
    referents: str | Path | pd.DataFrame | None = None,
    names: Names | None = None,
    with_fields: Sequence[str] = (),
) -> pd.DataFrame:
    """Every use of a name from a table of referents: the same people or thing under different names. One row per use.

    `referents` is a table or a CSV file with the columns referent, name, forms (separated by ` | `; `=` in front means
    exactly these capitals) and perhaps why, not_behind and not_before (words beside which the name means something
    else); without it the shipped one serves (`data/frames/referents.csv`).
    `names` is the short way: a person or thing, and the words for it, with wildcards
    (`names={"attacker": ["attacker*", "assailant*"]}`); each word is a name.

    Columns:

    - article
    - sentence: its number in the article, from 0
    - start, end: characters of `Article.text`
    - text: the name as it stands
    - referent: the people or thing
    - name: which of the names
    - of_whom: the capitalised words directly before, "SDF" in "SDF fighters"; missing where there are no such words
    - why: what the name says
    - voice, speaker: whose words the name stands in
    - cue: the word that shows the voice; missing where there is no such word

    Raises:
        TableError: for a table of referents that lacks a column or cannot be read.
        QueryError: for names that cannot be read, or that are given together with `referents`.

    `with_fields` puts fields of the articles beside their id (`with_fields=("outlet", "published")`).

    >>> found = naming_choices(Article(id="a", text="SDF fighters met IS militants."))
    >>> found[["name", "of_whom"]].fillna("").values.tolist()
    [['fighter', 'SDF'], ['IS', ''], ['militant', 'IS']]
    >>> found = naming_choices(Article(id="a", text="A gunman left."), names={"he": ["gunm*", "attacker"]})
    >>> found[["text", "referent", "name"]].values.tolist()
    [['gunman', 'he', 'gunm*']]
    """

    if names is not None and referents is not None:
        raise QueryError("names and referents say the same; give one of them.")
    finder = _Listed(_rows(referents)) if names is None else _Asked(names)
    found = []
    whole = as_corpus(corpus)
    for one in analysed(whole, english="naming_choices"):
        article, tokens, voices = one.article, one.tokens, one.voices
        at = {start: n for n, start in enumerate(tokens.starts)}
        for sentence, start, end, row in finder.find(one):
            voice = voices.at(start, end)
            place = (article.id, sentence, start, end, article.text[start:end])
            name = (row["referent"], row["name"], _of_whom(tokens, at[start]), row.get("why") or None)
            found.append((*place, *name, voice.voice, voice.speaker, voice.cue))
    types = {"article": "str", "sentence": "int64", "start": "int64", "end": "int64"}
    types |= dict.fromkeys(("text", "referent", "name", "of_whom", "why", "voice", "speaker", "cue"), "str")
    return result_table("naming_choices", found, types, corpus=whole, with_fields=with_fields)


class _Listed:
    """The names of a table of referents."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._rows = rows
        self._phrases = Phrases(row["forms"].split(" | ") for row in rows)
        self._behind = [frozenset((row.get("not_behind") or "").split(" | ")) for row in rows]
        self._before = [frozenset((row.get("not_before") or "").split(" | ")) for row in rows]

    def find(self, one: Analysed) -> Iterator[_Name]:
        tokens = one.tokens
        at = {start: n for n, start in enumerate(tokens.starts)}
        for sentence, start, end, number in self._phrases.find(tokens):
            first = at[start]
            last = first
            while last + 1 < len(tokens.starts) and tokens.starts[last + 1] < end:
                last += 1
            behind = tokens.lowers[first - 1] if first and tokens.sentences[first - 1] == sentence else None
            before = tokens.lowers[last + 1] if last + 1 < len(tokens.starts) else None
            if behind in self._behind[number] or before in self._before[number] or _shouted(tokens, first, last):
                continue
            yield sentence, start, end, self._rows[number]


def _shouted(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a short name in capitals stands among capitals: "IS" in a headline that is written so throughout."""
    if first != last or not tokens.words[first].isupper() or len(tokens.words[first]) > _SHOUTED:
        return False
    around = tokens.words[max(first - 2, 0) : first] + tokens.words[last + 1 : last + 3]
    letters = [word for word in around if word.isalpha() and len(word) > 1]
    return bool(letters) and all(word.isupper() for word in letters)


class _Asked:
    """Names that the user asks for in words: the longest wins where two meet."""

    def __init__(self, names: Names) -> None:
        if not isinstance(names, Mapping) or not names:
            raise QueryError('names: give a mapping such as {"attacker": ["attacker*", "assailant*"]}.')
        self._queries: list[tuple[Query, dict[str, str]]] = []
        for about, given in names.items():
            words = [given] if isinstance(given, str) else given
            if not isinstance(words, (list, tuple)) or not all(isinstance(word, str) for word in words):
                raise QueryError(f'names: {about!r} needs a list of words, such as ["attacker*", "assailant*"].')
            self._queries += [(Query(word), {"referent": str(about), "name": word}) for word in words]

    def find(self, one: Analysed) -> Iterator[_Name]:
        tokens = one.tokens
        matches = [(match, row) for query, row in self._queries for match in query.find(tokens)]
        matches.sort(key=lambda found: (found[0].start, -found[0].end))
        free = 0
        for match, row in matches:
            if match.start >= free:
                free = match.end
                yield tokens.sentences[match.first], match.start, match.end, row


def referent_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of referents. Raises TableError naming what is wrong with it."""
    return _rows(path)


def naming_table(naming: pd.DataFrame) -> pd.DataFrame:
    """Names (rows, by referent) against voices (columns, in the order of `VOICES`), with totals.

    Takes a table of `naming_choices`. Only referents with more than one name are left, for these show a choice. The
    index has the referent and the name.

    Columns:

    - referent, name: in the index
    - one column per voice that occurs: uses of the name in it
    - all: uses of the name

    Raises:
        QueryError: if `naming` is no table of `naming_choices`.

    >>> naming = naming_choices(Article(id="a", text="“Terrorists came,” he said. The militants left."))
    >>> naming_table(naming).reset_index()[["name", "outlet", "direct"]].values.tolist()
    [['militant', 1, 0], ['terrorist', 0, 1]]
    """
    import pandas as pd

    naming = as_table(naming, "naming", ("referent", "name", "voice"), made_by="naming_choices(corpus)")
    names = naming.groupby("referent")["name"].nunique()
    chosen = naming[naming["referent"].isin(names[names > 1].index)]
    voices = [voice for voice in VOICES if (chosen["voice"] == voice).any()]
    rows = [chosen["referent"].astype("object"), chosen["name"].astype("object")]
    table = pd.crosstab(rows, chosen["voice"].astype("object")) if len(chosen) else pd.DataFrame()
    table = table.reindex(columns=voices, fill_value=0).astype("int64")
    table["all"] = table.sum(axis=1).astype("int64")
    if len(table):
        order = sorted(table.index, key=lambda pair: (pair[0], -table.loc[pair, "all"], pair[1]))
        table = table.loc[order]
    table.columns.name = None
    if not len(table):
        table.index = pd.MultiIndex.from_arrays([[], []])
    table.index.names = ["referent", "name"]
    table = table.reset_index()
    types = {name: "str" if name in ("referent", "name") else "int64" for name in table.columns}
    places = places_by(chosen, ["referent", "name", "voice"])
    more = {} if places is None else {"places": places}
    return made_of("naming_table", naming, table, types, settings={}, index=["referent", "name"], **more)


def _of_whom(tokens: Tokens, position: int) -> str | None:
    first = position
    sentence = tokens.sentences[position]
    while (
        first > 0
        and tokens.sentences[first - 1] == sentence
        and _CAPITAL.match(tokens.words[first - 1])
        and tokens.words[first - 1] not in ("The", "A", "An", "These", "Those", "Some", "He", "She", "They", "But")
    ):
        first -= 1
    return tokens.text[tokens.starts[first] : tokens.ends[position - 1]] if first < position else None


def _read(path: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        return pd.read_csv(path, dtype="str", keep_default_na=False)
    except FileNotFoundError as error:
        raise TableError(f"{path}: no such file; referents= takes a CSV file or a DataFrame.") from error
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError, IsADirectoryError) as error:
        raise TableError(f"{path}: this is no CSV table in UTF-8 ({error}).") from error


def _rows(referents: str | Path | pd.DataFrame | None) -> list[dict[str, str]]:
    if referents is None:
        return read_rows("frames/referents.csv")
    import pandas as pd

    if isinstance(referents, pd.DataFrame):
        name, table = "the table of referents", referents
    else:
        name, table = str(referents), _read(Path(referents))
    for column in _NEEDED:
        if column not in table.columns:
            have = ", ".join(map(str, table.columns))
            raise TableError(f"{name}: no column {column!r}; it has {have}. Needed are {', '.join(_NEEDED)}.")
    rows = [{str(k): "" if pd.isna(v) else str(v) for k, v in row.items()} for row in table.to_dict("records")]
    for number, row in enumerate(rows, 1):
        if not row["forms"].replace("=", "").replace("|", "").strip():
            raise TableError(f"{name}: row {number} has no forms; write the words to look for, separated by ' | '.")
    return rows
