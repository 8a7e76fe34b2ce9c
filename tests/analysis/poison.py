"""Articles that raise, hang, take memory without end, or end their process; and a run that is killed by a signal."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

SENTENCES = (
    "The thugs stormed the depot on Monday.",
    "“The terrorists shelled our school,” Mayor Anna Weber said.",
    "Militants fired on the harbour, the ministry claimed.",
    "The so-called “liberators” burned two barns.",
)


def texts(count: int) -> list[dict[str, str]]:
    """Rows of small articles, each its own."""
    return [
        {"id": f"n{number}", "outlet": ("Post", "Herald")[number % 2], "headline": f"Thugs storm depot {number}",
         "body": f"{SENTENCES[number % 4]} {SENTENCES[(number // 4) % 4]} Report {number} ends here."}
        for number in range(count)
    ]  # fmt: skip


def install() -> None:
    """From now on the voice of some texts cannot be analysed."""
    import toolkit.analysis.one_article as module

    whole = module.analyse_voice

    def poisoned(text: str, **options: Any) -> Any:
        if "POISON raise" in text:
            raise ZeroDivisionError("no such voice")
        if "POISON hang" in text:
            time.sleep(3600)
        if "POISON allocate" in text:
            bytearray(1 << 36)
        if "POISON end" in text:
            os._exit(7)
        return whole(text, **options)

    module.analyse_voice = poisoned  # type: ignore[assignment]


def install_hanging_together() -> None:
    """From now on the articles of a part can be analysed one by one, but not together."""
    import toolkit.analysis.one_part as module

    def hang(*_: Any) -> Any:
        time.sleep(3600)

    module.together = hang


def fork(work: Any, *, at: int | None = None) -> int:
    """Run something in a process of its own, which kills itself at one of its uses of files; the code of its end."""
    child = os.fork()
    if child == 0:
        seen = 0

        def watch(event: str, _: object) -> None:
            nonlocal seen
            if event in ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"):
                seen += 1
                if at is not None and seen >= at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        code = 70
        try:
            work()
            code = 0
            if at is None:
                Path(sys.argv[2], "uses").write_text(str(seen))
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def main() -> None:
    """Analyse a file undisturbed, then killed at seeded moments and begun again, until it was killed 20 times."""
    import pandas  # noqa: F401  imported before the first fork
    import pyarrow.parquet  # noqa: F401

    import toolkit as tk
    import toolkit.analysis.at_scale

    source, work = Path(sys.argv[1]), Path(sys.argv[2])

    def analysing(name: str) -> Any:
        return lambda: tk.analyse(source, to=work / name, on="serial", engine="rules", part=7, text="body")

    assert fork(analysing("undisturbed")) == 0
    uses = int((work / "uses").read_text())
    chosen = random.Random(20)
    kills = number = 0
    while kills < 20:
        code = fork(analysing(f"killed{number}"), at=chosen.randint(1, uses))
        if code == signal.SIGKILL:
            kills += 1
        else:
            assert code == 0
            number += 1
    if not (work / f"killed{number}" / "corpus.json").exists():
        assert fork(analysing(f"killed{number}")) == 0
    print(kills, number + 1)


if __name__ == "__main__":
    main()
