"""The command: python -m benchmarks TASK --gold FILE [--part dev] [--json]."""

from __future__ import annotations

import argparse
import json
import sys

from benchmarks import BESIDE, TASKS, run
from toolkit.errors import ToolkitError
from toolkit.evaluation import print_result


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("task", choices=sorted([*TASKS, *BESIDE]))
    parser.add_argument("--gold", required=True, metavar="FILE")
    parser.add_argument("--articles", metavar="FILE", help="the news that a gold without text names")
    parser.add_argument("--part", default="dev", help="train, dev or all")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        result = run(
            options.task, options.gold, part=None if options.part == "all" else options.part, articles=options.articles
        )
    except ToolkitError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(result, indent=1))
    else:
        print_result(result, print)
    return 0


if __name__ == "__main__":
    sys.exit(main())
