"""The analysis of a whole corpus: now, in processes, with a bar; and its tokens as numbers, made once."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from toolkit.analysis.one_article import FEW, Analysed, analysed
from toolkit.articles import Article, Corpus, Engine, HoldsCorpus, Settings, as_corpus
from toolkit.errors import QueryError
from toolkit.lexicon import Lexicon
from toolkit.parallel import Progress, in_processes, processes_can_start

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from toolkit.index import TokenIndex

FIRST = 1.0  # seconds of work alone, after which it is known how long the rest takes
PAYS = 6.0  # seconds that the rest must take for processes to be worth their start
CHUNK = 16  # articles that a process is given at a time


def analyse(
    corpus: Corpus | Article | Iterable[Article] | str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    workers: int | None = None,
    progress: bool | None = None,
    to: str | os.PathLike[str] | None = None,
    on: str = "processes",
    engine: Engine | None = None,
    lexicon: Lexicon | None = None,
    tables: Iterable[str] = ("tokens", "attributions", "voices", "hits"),
    seconds: float = 120,
    megabytes: int = 2048,
    part: int = 500,
    **reading: Any,
) -> Corpus:
    """Analyse every article now: tokens, attributions, voices, loaded words. Gives the corpus.

    Without it the analysis happens when a result first needs it. What is known already is not computed again.
    `workers` is the number of processes; None decides by the time that the first articles take. `progress` shows a bar
    on standard error; None shows it in a terminal, for what takes more than a second.

    With `to`, a folder, articles and analysis are laid there in parts, and never are all of them in memory. The corpus
    that comes back is that folder, opened as `toolkit.open` does (docs/scale.md). Then `corpus` can also be what
    `load` reads from, with the options of `load` for it (`text=`, `outlet=`, `clean=`). If the run ends at any moment,
    the same call goes on, and the tables are those of an undisturbed run. `on` says where it is computed: "processes"
    of this machine, "serial" in this process, "dask" on this machine, or the address of a Dask cluster
    ("tcp://..."). `engine` and `lexicon` are as in `Corpus.with_settings`. `tables` names what is computed: without
    attributions and voices it is many times as fast. An article that fails, needs more than `seconds`, or takes more
    memory than the `megabytes` of a process is tried once more, and then listed in `corpus.rejected` with the reason.
    `part` is the largest number of articles in a part.

    Raises:
        ToolkitError: if a process is ended from outside, or another run writes the folder.
        LoadError: if nothing can be read, or the folder cannot be written or holds something else.
        QueryError: for an unknown place to compute, table or engine, and for a text in place of a corpus.

    >>> corpus = analyse(Article(id="a", text="Rain fell."))
    >>> len(corpus)
    1
    """
    if to is not None:
        return _into(
            corpus, to, workers=workers, progress=progress, on=on, engine=engine, lexicon=lexicon, tables=tables,
            seconds=seconds, megabytes=megabytes, part=part, reading=reading,
        )  # fmt: skip
    if reading:
        raise QueryError(f"analyse: {next(iter(reading))}=... is for reading files into a folder; give to=... with it.")
    if isinstance(corpus, os.PathLike):
        raise QueryError("analyse: a path is analysed into a folder; give to=..., or a corpus that load has read.")
    whole = as_corpus(corpus)  # type: ignore[arg-type]  # a text is refused there
    if engine is not None or lexicon is not None:
        whole = whole.with_settings(engine=engine, lexicon=lexicon)
    if whole.in_parts:
        if any(not one.is_complete and not one.is_stored for one in analysed(whole)):
            raise QueryError("analyse: these articles lie in parts, and so does their analysis; give to=... a folder.")
        return whole
    waiting = [one for one in _analysed(whole) if not one.is_complete]
    done = len(whole) - len(waiting)
    with Progress(len(whole), "analysing", wanted=progress) as shown:
        began = time.monotonic()
        at = 0
        while at < len(waiting) and (workers is None or workers <= 1):
            waiting[at].complete()
            at += 1
            shown(done + at)
            spent = time.monotonic() - began
            if workers is None and spent > FIRST and spent / at * (len(waiting) - at) > PAYS and processes_can_start():
                break
        rest = [one.article for one in waiting[at:]]
        if rest:
            processes = min(workers or os.cpu_count() or 1, -(-len(rest) // CHUNK))
            chunks = [rest[n : n + CHUNK] for n in range(0, len(rest), CHUNK)]
            light = ([_light(article) for article in chunk] for chunk in chunks)
            results = in_processes(_work, light, workers=processes, start=_start, given=(whole.settings,))
            for chunk, found in zip(chunks, results, strict=True):
                for article, kept in zip(chunk, found, strict=True):
                    article._kept.update(kept)
                at += len(chunk)
                shown(done + at)
    return whole


def _into(
    corpus: Any, to: str | os.PathLike[str], *, engine: Engine | None, lexicon: Lexicon | None, **options: Any
) -> Corpus:
    from toolkit.analysis.at_scale import analyse_into

    if isinstance(corpus, (str, os.PathLike)):
        from toolkit.articles.storage import is_saved_corpus
        from toolkit.loading.sources import is_path

        if not is_path(corpus):
            raise QueryError("analyse: a corpus or a path is needed, this is a text; toolkit.load reads texts.")
        if is_saved_corpus(corpus):
            from toolkit.articles.opening import open_corpus

            corpus = open_corpus(corpus)
    if isinstance(corpus, (str, os.PathLike)) or _are_paths(corpus):
        settings = Settings(engine=engine or "model", lexicon=lexicon)
        return analyse_into(corpus, to, settings=settings, **options)
    if options["reading"]:
        raise QueryError(f"analyse: {next(iter(options['reading']))}=... is for reading files, and this is a corpus.")
    whole = as_corpus(corpus).with_settings(engine=engine, lexicon=lexicon)
    return analyse_into(whole, to, settings=whole.settings, **options)


def _are_paths(given: Any) -> bool:
    return isinstance(given, (list, tuple)) and any(isinstance(one, (str, os.PathLike)) for one in given)


def _analysed(corpus: Corpus) -> list[Analysed]:
    arrays = len(corpus) >= FEW
    return [Analysed(article, corpus.settings, arrays=arrays) for article in corpus]


def _light(article: Article) -> Article:
    """What the analysis of an article reads, and no more: it travels to another process."""
    light = Article(
        id=article.id, text=article.text, headline=article.headline, language=article.language,
        voice_edits=article.voice_edits,
    )  # fmt: skip
    if "story" in article._kept:
        light._kept["story"] = _light(article._kept["story"])
    return light


_SETTINGS: list[Settings] = []  # of a worker process: set once at its start


def _start(settings: Settings) -> None:
    _SETTINGS[:] = [settings]
    (Lexicon.default() if settings.lexicon is None else settings.lexicon).by_id  # noqa: B018  read before the first article


def _work(articles: list[Article]) -> list[dict[Any, Any]]:
    for article in articles:
        Analysed(article, _SETTINGS[0], arrays=True).complete()
    return [{key: packed for key, packed in article._kept.items() if key != "story"} for article in articles]


def token_index(corpus: Corpus | Article | Iterable[Article] | HoldsCorpus) -> TokenIndex:
    """The tokens of a corpus as numbers, made once per corpus."""
    from toolkit.index import TokenIndex

    whole = as_corpus(corpus)
    if "index" not in whole._kept:
        whole._kept["index"] = TokenIndex(whole)
    found: TokenIndex = whole._kept["index"]
    return found


def parts_of(corpus: Corpus) -> Iterator[Corpus]:
    """The corpus some articles at a time, each time in memory and under the same settings; whole if it is in memory."""
    if not corpus.in_parts or "index" in corpus._kept:
        yield corpus
        return
    for run in corpus._runs() if len(corpus) else [()]:
        yield Corpus(tuple(run), settings=corpus.settings)


def token_voices(corpus: Corpus) -> NDArray[np.uint8]:
    """For each token of `token_index` the number of its voice in `VOICES`: that of the stretch in which it begins."""
    import numpy as np

    key = ("token_voices", corpus.settings.engine)
    if key not in corpus._kept:
        index = token_index(corpus)
        found = np.zeros(len(index), dtype=np.uint8)
        for number, one in enumerate(analysed(corpus)):
            low, high = index.first[number], index.first[number + 1]
            packed = one.packed_voices()
            stretch = np.searchsorted(np.asarray(packed.ends), index.starts[low:high], side="right")
            found[low:high] = np.frombuffer(packed.voices, dtype=np.uint8)[stretch]
        corpus._kept[key] = found
    kept: NDArray[np.uint8] = corpus._kept[key]
    return kept
