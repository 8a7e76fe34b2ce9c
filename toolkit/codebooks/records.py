"""What a codebook holds: codes, and for each what it means, what a coder asks, and which words point to it."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.lexicon.entries import SEPARATOR
from toolkit.lexicon.forms import expand


class Indicator(NamedTuple):
    """Words that point to a code, and the reason why they do.

    `text` holds one form or several, with ` | ` between them. A form is a query as `concordance` takes it: words, a
    phrase, `*` for any letters; capitals matter only if the form has capitals. A form that ends in `+` stands for its
    plural and verb forms too. `weight` says how many times the indicator counts.
    """

    text: str
    reason: str
    weight: float = 1.0

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form that is looked for.

        >>> Indicator("tax+ | value added tax", "money that the state takes").forms
        ('tax', 'taxes', 'taxed', 'taxing', 'value added tax')
        """
        written = [form.strip() for form in self.text.split(SEPARATOR.strip()) if form.strip()]
        return tuple(dict.fromkeys(one for form in written for one in expand(form)))


class Code(NamedTuple):
    """A code of a codebook, such as a frame: what it means, and how it is told.

    `threshold` is the strength from which `frames` takes the code for present; without one, any indicator is enough.
    """

    name: str
    title: str
    definition: str
    questions: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    threshold: float | None = None


class Found(NamedTuple):
    """An indicator at a place of a text: characters, half-open; `indicator` is its number among those of the code."""

    start: int
    end: int
    code: str
    indicator: int
