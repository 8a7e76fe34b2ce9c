"""p-values over articles: what chance would give by all orders of a few articles, and how many draws are spent."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import sparse

from toolkit.statistics.resampling import AGAIN, ENOUGH, permutation_p


def exact(counts: list[int], lengths: list[int], size: int) -> float:
    """The p that ever more draws come to: over all orders of the articles, as `permutation_p` states it."""
    words = np.array(lengths)
    number, least = len(words), min(2, size, len(words) - size)
    residuals = counts - sum(counts) / words.sum() * words
    group = words[:size].sum() if size <= number - size else words[size:].sum()

    def apart(taken: tuple[int, ...]) -> tuple[float, float]:
        here = np.isin(np.arange(number), taken)
        c, d = words[here].sum(), words[~here].sum()
        squares = [(residuals[side] ** 2).sum() for side in (here, ~here)]
        difference = residuals[here].sum() / c - residuals[~here].sum() / d
        return difference, difference / np.sqrt(squares[0] / c**2 + squares[1] / d**2)

    def drawn(order: tuple[int, ...]) -> tuple[int, ...]:
        middles = np.cumsum(words[list(order)]) - words[list(order)] / 2
        return order[: min(max(int((middles < group).sum()), least), number - least)]

    members = tuple(range(size)) if size <= number - size else tuple(range(size, number))
    seen = np.array(apart(members))
    every = np.array([apart(drawn(order)) for order in permutations(range(number))])
    shares = [(every >= seen - 1e-6).any(axis=1).mean(), (every <= seen + 1e-6).any(axis=1).mean()]
    return min(2 * float(min(shares)), 1)


@pytest.mark.parametrize(
    ("counts", "words", "size"),
    [
        ([3, 0, 0, 0, 10], [10, 4, 40, 40, 100], 2),  # short articles against long ones
        ([2, 6, 0, 0, 2, 31], [100, 200, 4, 4, 100, 200], 3),
        ([16, 1, 0, 10, 3, 0, 1], [200, 200, 40, 100, 40, 10, 20], 1),  # one article
        ([0, 0, 1, 0, 3], [20, 4, 10, 10, 20], 1),
        ([1, 3, 3, 6, 22], [4, 100, 40, 100, 200], 3),  # the larger side
        ([9, 7, 1, 0, 1, 0], [90, 110, 10, 10, 10, 10], 2),  # few articles with most words
    ],
)
def test_p_is_the_share_of_all_orders_that_are_as_far_apart(counts: list[int], words: list[int], size: int) -> None:
    matrix = sparse.csr_array(np.array(counts)[:, None])
    p = permutation_p(matrix, np.array(words), [np.arange(size)], draws=4000, seed=3)[0, 0]
    assert p == pytest.approx(exact(counts, words, size), abs=0.04)


def test_terms_are_tested_each_for_itself() -> None:
    generator = np.random.default_rng(7)
    words = generator.integers(20, 60, size=12)
    counts = generator.poisson(1, size=(12, 600))
    counts[:4, ::2] += 2
    together = permutation_p(sparse.csr_array(counts), words, [np.arange(4)], draws=40, seed=1)[0]
    for term in (0, 1, 2, 511, 512, 513, 599):
        alone = permutation_p(sparse.csr_array(counts[:, [term]]), words, [np.arange(4)], draws=2000, seed=2)[0, 0]
        assert together[term] == pytest.approx(alone, abs=0.02 + 0.5 * alone)


def test_draws_end_after_a_tenth_of_them_or_a_few_times_as_many() -> None:
    generator = np.random.default_rng(5)
    words = np.full(30, 50)
    counts = generator.poisson(0.6, size=(30, 400))
    counts[:8] += generator.poisson(generator.uniform(0, 2.5, size=400), size=(8, 400))
    p = permutation_p(sparse.csr_array(counts), words, [np.arange(8)], draws=300, seed=1)[0]
    last = 300 * (1 + AGAIN)
    ends = (30, 300, 600, 1200, 2400, last)
    stops, reached = [], []
    for value in p[p < 1]:
        fits = [(n, value * (1 + n) / 2 - 1) for n in ends]
        fits = [(n, k) for n, k in fits if abs(k - round(k)) < 1e-6 and (n == last or k > ENOUGH - 0.5)]
        assert fits, value
        stops.append(fits[0][0])
        reached.append(round(fits[0][1]))
    assert set(stops) == set(ends)
    assert min(k for n, k in zip(stops, reached, strict=True) if n != last) == ENOUGH == 10


def test_more_draws_than_asked_for_are_for_three_articles_or_more() -> None:
    two = permutation_p(sparse.csr_array([[1], [0]]), np.array([9, 9]), [np.array([0])], draws=9, seed=1)[0, 0]
    assert two * 10 / 2 == pytest.approx(round(two * 10 / 2))
    three = permutation_p(sparse.csr_array([[2], [1], [0]]), np.array([9] * 3), [np.array([0])], draws=9, seed=1)[0, 0]
    assert three * 10 / 2 != pytest.approx(round(three * 10 / 2))


def test_no_draw_is_left_out_and_none_is_added() -> None:
    matrix, words = sparse.csr_array([[1], [0]]), np.array([9, 9])
    p = [permutation_p(matrix, words, [np.array([0])], draws=2, seed=seed)[0, 0] for seed in range(200)]
    assert set(np.round(p, 6)) == {round(2 / 3, 6), 1}
    assert 38 <= sum(value < 1 for value in p) <= 62  # two coins both fall on the other side a quarter of the time


def test_a_term_with_one_rate_in_all_articles_differs_nowhere() -> None:
    counts, words = np.array([[1, 1], [2, 0], [3, 0], [4, 0], [2, 0], [2, 9]]), np.array([10, 20, 30, 40, 20, 20])
    p = permutation_p(sparse.csr_array(counts), words, [np.arange(3), np.arange(1)], draws=50, seed=1)
    assert p[:, 0].tolist() == [1, 1]
    assert (p[:, 1] < 1).any()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("words", [[0, 0, 10, 12, 9], [5, 8, 0, 0, 0]])
def test_articles_without_words_are_no_mistake(words: list[int]) -> None:
    counts = [[min(length, 2)] for length in words]
    p = permutation_p(sparse.csr_array(np.array(counts)), np.array(words), [np.arange(2)], draws=30, seed=1)
    assert 0 < p[0, 0] <= 1
