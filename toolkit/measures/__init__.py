"""Measures of corpus linguistics: each is one short pure function over numbers, with its formula and its source.

One family a module: `comparison` (keyness), `association` (collocations), `spread` (dispersion), `diversity` and
`readability` (one text), `agreement_scores` (people), `intervals` (uncertainty and correction). None knows an article.
"""
