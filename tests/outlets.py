"""A small corpus written for the tests of comparisons: two outlets on one flood, with one article that dominates."""

from __future__ import annotations

from datetime import datetime

import toolkit as tk

_TEXTS = {
    "Courier": [
        "The flood struck the town. The mayor said help would come. Rain fell all night.",
        "Residents left the town as the flood rose. The mayor praised the helpers.",
        "The flood is over. Rain stopped and the mayor thanked residents.",
        "The bridge, the bridge, the bridge: the bridge was lost. The bridge will be built again.",
        "Rain is expected. The mayor asked residents to stay away from the river.",
        "Helpers cleaned the town. “The flood took the school,” Vega said. The mayor left early.",
    ],
    "Herald": [
        "The catastrophe hit the town. Officials failed, critics said. Rain fell all night.",
        "A catastrophe without end: residents fled. Critics blamed officials.",
        "The catastrophe showed that officials were asleep. Rain stopped.",
        "Critics said officials knew. “It is a catastrophe,” Ruiz said. Rain is expected.",
        "Officials denied it. Critics want answers on the catastrophe.",
        "Residents returned to the town. Officials promised money. Critics laughed.",
    ],
}


def flood() -> tk.Corpus:
    """Six articles of each outlet, a month apart from each other but for a gap in March."""
    months = (1, 2, 4, 5, 6, 7)
    return tk.Corpus(
        tk.Article(id=f"{outlet[0]}{n}", outlet=outlet, text=text, published=datetime(2026, month, 3))
        for outlet, texts in _TEXTS.items()
        for n, (text, month) in enumerate(zip(texts, months, strict=True))
    )
