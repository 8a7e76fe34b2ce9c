"""Sentences for rows about frames."""

from __future__ import annotations

from toolkit.articles.short_display import is_missing
from toolkit.results.sentence_parts import (
    FEW_ARTICLES,
    Row,
    articles_of,
    chosen,
    digits,
    in_marks,
    p_value,
    percent,
    uses_of,
    with_cautions,
)

_FEW = 3  # indicators
_KNOWN = frozenset(
    "frame articles of_articles share low high difference p p_adjusted first headline lead hits own".split()
)


def frame(row: Row) -> str:
    """A row of frames."""
    name = in_marks(str(row["frame"]).replace("_", " "))
    if not row["hits"]:
        return (
            f"No indicator of the frame {name} stands in article {row['article']}{chosen(row)}; caution: words alone."
        )
    found = f"The frame {name} has {uses_of(row['hits'], 'indicator')} in article {row['article']}{chosen(row)}"
    rate = f"{digits(float(row['strength']))} in 100 words, rank {int(row['rank'])}"
    own = f"{row['outlet']} in the outlet's own voice, {row['others']} in what others say"
    present = "It counts as present" if row["present"] else "It is below the threshold of the codebook"
    cautions = [f"only {uses_of(row['hits'], 'indicator')}"] if row["hits"] < _FEW else []
    cautions += ["words point to a frame and prove none"]
    return f"{found}, {rate}: {row['evidence']}. {present}; {own}{with_cautions(cautions)}."


def prevalence(row: Row) -> str:
    """A row of frame_summary."""
    group = next((str(value) for name, value in row.items() if name not in _KNOWN), "")
    name = in_marks(str(row["frame"]).replace("_", " "))
    of = f" of {group}" if group else ""
    low, high = row["low"], row["high"]
    bounds = "no interval" if is_missing(low) else f"95 % interval {percent(low)} to {percent(high)}"
    first = (
        f"The frame {name} is present in {row['articles']} of {articles_of(row['of_articles'])}{of}{chosen(row)}: "
        f"{percent(row['share'])} ({bounds})"
    )
    cautions = [f"only {articles_of(row['of_articles'])}"] if row["of_articles"] < FEW_ARTICLES else []
    if not is_missing(row["own"]):
        first += f", and {percent(row['own'])} of its indicators stand in the outlet's own voice"
    if is_missing(row["difference"]):
        return f"{first}{with_cautions(cautions)}."
    points = round(100 * row["difference"])
    than = f"{abs(points)} points {'more' if points > 0 else 'less'} than" if points else "the share of"
    compared = f"That is {than} {'in ' if points else ''}all other articles"
    if not is_missing(row["p"]):
        compared += f"; dividing the articles at random gives such a difference with p = {p_value(row['p'])}"
        compared += f" ({p_value(row['p_adjusted'])} corrected)"
    cautions += ["what the articles are about decides most of it"]
    return f"{first}. {compared}{with_cautions(cautions)}."


_ROLES = {"cause": "the cause", "asked": "the one to act", "judged": "the one judged"}


def responsible(row: Row) -> str:
    """A row of responsibility."""
    by = "nobody that is named" if is_missing(row["by"]) else "the outlet" if row["by"] == "outlet" else row["by"]
    who = "nobody" if is_missing(row["who"]) else in_marks(row["who"])
    first = f"{in_marks(row['text'])} in article {row['article']} names {who} as {_ROLES[row['role']]}"
    return f"{first}, and it is {by} who says so; caution: names are found by rules of word order."


def validated(row: Row) -> str:
    """A row of validated_prevalence."""
    name = in_marks(str(row["frame"]).replace("_", " "))
    found = f"The tool finds the frame {name} in {percent(row['found'])} of {articles_of(row['articles'])}"
    if is_missing(row["share"]):
        return f"{found}; caution: the {row['coded']} coded ones do not tell its errors."
    bounds = f"95 % interval {percent(row['low'])} to {percent(row['high'])}"
    corrected = f"corrected for its errors on {row['coded']} coded ones it is {percent(row['share'])} ({bounds})"
    return f"{found}; {corrected}."


def of_actor(row: Row) -> str:
    """A row of frame_actors."""
    name = in_marks(str(row["frame"]).replace("_", " "))
    if not row["sentences"]:
        return f"No sentence names {in_marks(row['actor'])}; caution: only the words that you gave are looked for."
    bounds = f"95 % interval {percent(row['low'])} to {percent(row['high'])}" if not is_missing(row["low"]) else ""
    first = (
        f"{row['with_frame']} of {uses_of(row['sentences'], 'sentence')} that name {in_marks(row['actor'])} hold words"
    )
    where = f"of the frame {name}: {percent(row['share'])} ({bounds or 'no interval'})"
    other = "" if is_missing(row["elsewhere"]) else f", and {percent(row['elsewhere'])} of all other sentences"
    return f"{first} {where}{other}; caution: the frame need not be about them."
