"""Figures of frames: a heat table of groups, small multiples over time, and which frames stand together."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from toolkit.errors import QueryError
from toolkit.views.plots.charts import BLUE, GREY, ORANGE, Chart, empty, new_figure

if TYPE_CHECKING:
    import pandas as pd

Show = Literal["network", "time"]
_EVERY = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_MEASURES = frozenset(
    "frame articles of_articles share low high difference p p_adjusted first headline lead hits own".split()
)


def plot_frame_summary(summary: pd.DataFrame, *, alpha: float = 0.05, most: int = 10) -> Chart:
    """A heat table: frames (rows) by groups (columns), the share of articles in each cell. Takes `frame_summary`.

    A star marks a group that differs from all other articles with p_adjusted below `alpha`. Without groups it is one
    column. The most frequent frame stands first. `most` groups are drawn, those with the most articles.
    """
    if summary.empty:
        return empty("No frames to draw", summary)
    field = next((str(name) for name in summary.columns if name not in _MEASURES), None)
    table = summary.copy()
    if field is None:
        field = "group"
        table[field] = "all articles"
    sizes_of = table.groupby(field, sort=False)["of_articles"].first()
    largest = set(sizes_of.sort_values(ascending=False, kind="stable").index[:most])
    left_out = len(sizes_of) - len(largest)
    table = table[table[field].isin(largest)]
    groups = list(dict.fromkeys(table[field]))
    total = table.groupby("frame")["articles"].sum()
    frames = sorted(dict.fromkeys(table["frame"]), key=lambda name: (-total[name], name))
    cells = table.set_index(["frame", field])
    shares = np.array([[float(cells.loc[(frame, group), "share"]) for group in groups] for frame in frames])
    sure = np.array([[bool(cells.loc[(frame, group), "p_adjusted"] < alpha) for group in groups] for frame in frames])
    said = f"{int(sure.any(axis=1).sum())} of {len(frames)} frames differ between groups beyond chance"
    said += f" ({left_out} smaller groups are not drawn)" if left_out else ""
    title = said if len(groups) > 1 else f"“{_plain(frames[0])}” is present in {shares[0, 0]:.0%} of the articles"
    figure, axes = new_figure(3.4 + 1.25 * len(groups), 1.4 + 0.36 * len(frames))
    axes.imshow(shares, cmap="cividis", vmin=0, vmax=1, aspect="auto")
    for row, column in np.ndindex(shares.shape):
        text = f"{100 * shares[row, column]:.0f}{'*' if sure[row, column] else ''}"
        colour = "black" if shares[row, column] > 0.55 else "white"
        axes.text(column, row, text, ha="center", va="center", fontsize=9, color=colour)
    sizes = [int(table.loc[table[field] == group, "of_articles"].iloc[0]) for group in groups]
    axes.set_xticks(range(len(groups)), [f"{g}\n({n})" for g, n in zip(groups, sizes, strict=True)], parse_math=False)
    axes.set_yticks(range(len(frames)), [_plain(name) for name in frames], parse_math=False)
    axes.tick_params(length=0)
    axes.set_xlabel(f"share of articles with the frame in percent (articles of the group)\n* p < {alpha:g}, corrected")
    axes.set_title(title, loc="left", fontsize=11, parse_math=False, wrap=True)
    listed = "; ".join(
        f"{_plain(frame)}: "
        + ", ".join(f"{group} {shares[r, c]:.0%}{' *' if sure[r, c] else ''}" for c, group in enumerate(groups))
        for r, frame in enumerate(frames)
    )
    shown = table[[field, "frame", "articles", "of_articles", "share", "low", "high", "p_adjusted"]]
    return Chart(figure, shown.reset_index(drop=True), f"Heat table. {title}. {listed}.")


def plot_frames(
    frames: pd.DataFrame, *, show: Show = "network", every: Literal["day", "week", "month", "year"] = "month",
    least: int = 1,
) -> Chart:  # fmt: skip
    """Which frames stand together, or how their shares change. Takes a table of `frames`.

    `show="network"`: a node per frame, as large as the number of articles it is present in; a line joins two frames
    that at least `least` articles hold together, as wide as their number. `show="time"`: a small chart per frame with
    the share of articles in each period; needs `frames(..., with_fields=["published"])`. Raises QueryError for
    another figure, another period, and a table without dates.
    """
    if show not in ("network", "time"):
        raise QueryError(f"show={show!r}: choose from network, time.")
    if every not in _EVERY:
        raise QueryError(f"every={every!r}: choose from {', '.join(_EVERY)}.")
    return _network(frames, least) if show == "network" else _over_time(frames, every)


def _network(frames: pd.DataFrame, least: int) -> Chart:
    import pandas as pd

    present = frames[frames["present"]]
    counts = present["frame"].value_counts()
    names = [name for name in dict.fromkeys(frames["frame"]) if counts.get(name, 0)]
    together: dict[tuple[str, str], int] = {}
    for _, group in present.groupby("article", sort=False)["frame"]:
        held = sorted(group, key=names.index)
        for pair in combinations(held, 2):
            together[pair] = together.get(pair, 0) + 1
    rows = [(a, b, n, int(counts[a]), int(counts[b])) for (a, b), n in together.items() if n >= least]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    table = pd.DataFrame(rows, columns=["frame", "with", "articles", "of_frame", "of_with"])
    if not names:
        return empty("No frame is present", table)
    articles = frames["article"].nunique()
    if rows:
        a, b, n = rows[0][:3]
        title = f"“{_plain(a)}” and “{_plain(b)}” stand together most: {n} of {articles} articles"
    else:
        title = f"No two frames stand together in {least} of {articles} articles or more"
    figure, axes = new_figure(8.2, 6.6)
    angle = np.pi / 2 - 2 * np.pi * np.arange(len(names)) / len(names)
    place = {name: (1.35 * np.cos(a), np.sin(a)) for name, a in zip(names, angle, strict=True)}
    most = max((row[2] for row in rows), default=1)
    for a, b, n, *_ in reversed(rows):
        (x, y), (u, v) = place[a], place[b]
        share = n / most
        axes.plot([x, u], [y, v], color=BLUE, linewidth=0.3 + 5 * share, alpha=0.15 + 0.6 * share, zorder=1)
    for name in names:
        x, y = place[name]
        size = 90 + 900 * counts[name] / counts.max()
        axes.scatter([x], [y], s=size, c=ORANGE, edgecolors="black", linewidths=0.8, zorder=3)
        side: Any = "left" if x > 0.1 else "right" if x < -0.1 else "center"
        label = f"{_plain(name)}  {counts[name]}"
        axes.text(1.13 * x, 1.13 * y, label, ha=side, va="center", fontsize=9, parse_math=False)
    axes.set_xlim(-2.9, 2.9)
    axes.set_ylim(-1.35, 1.35)
    axes.set_axis_off()
    axes.set_title(
        f"{title}\nnumber and size: articles with the frame; line: articles with both", loc="left", fontsize=10,
        parse_math=False,
    )  # fmt: skip
    listed = "; ".join(f"{_plain(a)} with {_plain(b)} {n}" for a, b, n, *_ in rows[:15])
    return Chart(figure, table, f"Network. {title}. {listed}.")


def _over_time(frames: pd.DataFrame, every: str) -> Chart:
    import pandas as pd
    from matplotlib.figure import Figure

    if "published" not in frames:
        raise QueryError('frames over time need their dates; make them with frames(..., with_fields=["published"]).')
    dated = frames.dropna(subset=["published"])
    undated = frames["article"].nunique() - dated["article"].nunique()
    columns = ["period", "frame", "articles", "of_articles", "share"]
    if dated.empty:
        return empty("No article has a date", pd.DataFrame(columns=columns))
    period = pd.to_datetime(dated["published"]).dt.to_period(_EVERY[every])
    every_period = pd.period_range(period.min(), period.max(), freq=_EVERY[every])
    names = list(dict.fromkeys(dated["frame"]))
    grouped = dated.assign(period=period).groupby(["frame", "period"])["present"]
    sizes = {key: (int(group.sum()), len(group)) for key, group in grouped}
    rows = []
    for name in names:
        for one in every_period:
            found, size = sizes.get((name, one), (0, 0))
            rows.append((str(one), name, found, size, found / size if size else np.nan))
    table = pd.DataFrame(rows, columns=columns)
    shares = {name: table.loc[table["frame"] == name, "share"] for name in names}
    widest = max(names, key=lambda name: float(shares[name].max() - shares[name].min()))
    title = f"“{_plain(widest)}” changes most by {every}: from {_range(table, widest)} of the articles"
    across = min(len(names), 4)
    down = -(-len(names) // across)
    figure = Figure(figsize=(2.5 * across + 0.6, 1.5 * down + 1.2), layout="constrained")
    grid: Any = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False)
    x = np.arange(len(every_period))
    for place, axes in enumerate(grid.ravel()):
        axes.spines[["top", "right"]].set_visible(False)
        if place >= len(names):
            axes.set_axis_off()
            continue
        share = table.loc[table["frame"] == names[place], "share"].to_numpy()
        axes.plot(x, share, color=BLUE, marker="o", markersize=3, linewidth=1.4)
        axes.fill_between(x, 0, share, color=BLUE, alpha=0.15)
        axes.set_title(_plain(names[place]), fontsize=9, loc="left", parse_math=False)
        axes.set_ylim(0, 1)
        ticks = np.unique(np.linspace(0, len(x) - 1, min(len(x), 3)).round().astype(int))
        axes.set_xticks(ticks, [str(every_period[n]) for n in ticks], fontsize=7, rotation=30, ha="right")
        axes.set_yticks([0, 0.5, 1], ["0", "50", "100"], fontsize=7)
        axes.grid(axis="y", color=GREY, alpha=0.3, linewidth=0.5)
    without = f"; {undated} articles without a date are left out" if undated else ""
    figure.supylabel("share of articles (percent)", fontsize=9)
    figure.suptitle(f"{title}{without}", x=0.02, ha="left", fontsize=11, parse_math=False)
    listed = "; ".join(f"{_plain(name)}: {_range(table, name)}" for name in names)
    return Chart(figure, table, f"Small multiples. {title}{without}. {listed}.")


def _range(table: pd.DataFrame, name: str) -> str:
    shares = table.loc[table["frame"] == name, "share"]
    return f"{shares.min():.0%} to {shares.max():.0%}"


def _plain(name: object) -> str:
    return str(name).replace("_", " ")
