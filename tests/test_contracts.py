"""How the rooms hang together: the path of one article needs no data stack."""

from __future__ import annotations

import subprocess
import sys

import grimp
import pytest


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = grimp.build_graph("toolkit", exclude_type_checking_imports=True)
    edges = {name: set(graph.find_modules_directly_imported_by(name)) for name in graph.modules}
    while free := edges.keys() - {one for names in edges.values() for one in names} | {
        name for name, names in edges.items() if not names & edges.keys()
    }:
        edges = {name: names - free for name, names in edges.items() if name not in free}
    assert sorted(edges) == []  # what is left imports, through others, what imports it


@pytest.mark.parametrize(
    "module",
    [
        "toolkit.articles", "toolkit.text.tokens", "toolkit.text.queries", "toolkit.text.hygiene", "toolkit.lexicon",
        "toolkit.voice", "toolkit.voice.rules.attribution", "toolkit.analysis", "toolkit.views.highlighting",
        "toolkit.views.marks", "toolkit.views.terminal",
    ],
)  # fmt: skip
def test_what_a_browser_runs_imports_no_data_stack(module: str) -> None:
    code = (
        "import sys\n"
        "for name in ('numpy', 'pandas', 'pyarrow', 'scipy', 'sklearn', 'matplotlib', 'nltk', 'lxml'):\n"
        "    sys.modules[name] = None\n"
        f"import {module}\n"
        "from toolkit.articles import Article\n"
        "from toolkit.views.highlighting import highlight\n"
        "print('partial' in highlight(Article(id='a', text='The man blamed “Crusaders.”')).to_html())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("True", "")
