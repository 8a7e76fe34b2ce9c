"""Tables of rows show fields of their articles on request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import pytest

import toolkit as tk

TEXT = "The thugs were caused by rain. “Militants shelled the town,” Bali said."
CORPUS = tk.Corpus(
    [
        tk.Article(
            id="a", text=TEXT, headline="Rain", outlet="X", published=datetime(2021, 3, 2), extra=(("party", 1),)
        ),
        tk.Article(id="b", text=TEXT, outlet=None, extra=(("party", 2),)),
    ]
)
TABLES: dict[str, Callable[..., pd.DataFrame]] = {
    "loaded_language": tk.loaded_language,
    "attributions": tk.attributions,
    "quotations": tk.quotations,
    "naming_choices": tk.naming_choices,
    "actions": tk.actions,
    "entman": tk.entman,
    "headline_and_lead": tk.headline_and_lead,
    "concordance": lambda corpus, **options: tk.concordance(corpus, "rain", **options),
}


@pytest.mark.parametrize("name", TABLES)
def test_fields_stand_beside_the_article(name: str) -> None:
    plain = TABLES[name](CORPUS)
    table = TABLES[name](CORPUS, with_fields=("outlet", "published", "party"))
    new = [field for field in ("outlet", "published", "party") if field not in plain.columns]
    at = list(table.columns).index("article")
    assert list(table.columns[at : at + 1 + len(new)]) == ["article", *new]
    assert "party" in new
    assert pd.DataFrame(table.drop(columns=new)).equals(pd.DataFrame(plain))
    assert dict(zip(table.article, table.party, strict=True)) == {"a": 1, "b": 2}
    assert table[table.article == "a"].published.iloc[0] == pd.Timestamp(2021, 3, 2)
    assert table[table.article == "b"].outlet.isna().all()
    assert table.attrs["result"] == plain.attrs["result"]
    assert len(tk.evidence(CORPUS, table.head(2))) == len(tk.evidence(CORPUS, plain.head(2)))
    with pytest.raises(tk.QueryError, match="no field 'colour'"):
        TABLES[name](CORPUS, with_fields=("colour",))
