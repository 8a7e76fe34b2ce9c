"""`toolkit completion`: what a shell needs to complete commands and options with the Tab key."""

from __future__ import annotations

import argparse
from typing import Any, NamedTuple

from toolkit.cli.common import say

SHELLS = ("bash", "zsh", "fish")


class Command(NamedTuple):
    """A command with its words (actions or choices) and its options, each with its help."""

    name: str
    help: str
    words: tuple[str, ...]
    options: tuple[tuple[str, str], ...]


def add(commands: Any) -> None:
    """Add the command. What is completed is known when all commands are: `everything` is set by the whole parser."""
    parser = commands.add_parser(
        "completion",
        help="print a script that completes commands with the Tab key",
        description="bash: source <(toolkit completion bash)   zsh: source <(toolkit completion zsh)   "
        "fish: toolkit completion fish | source",
    )
    parser.add_argument("shell", choices=SHELLS)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the script of a shell."""
    say({"bash": _bash, "zsh": _zsh, "fish": _fish}[options.shell](known_commands(options.everything)))
    return 0


def known_commands(whole: argparse.ArgumentParser) -> list[Command]:
    """Every command of a parser."""
    found = []
    (commands,) = _choices(whole)
    helps = {action.dest: action.help or "" for action in commands._choices_actions}
    for name, parser in commands.choices.items():
        words: list[str] = []
        options: list[tuple[str, str]] = []
        for one in [parser, *(inner for sub in _choices(parser) for inner in sub.choices.values())]:
            for action in one._actions:
                if not action.option_strings and isinstance(action.choices, (tuple, list)):
                    words += map(str, action.choices)
                options += [(text, action.help or "") for text in action.option_strings if text.startswith("--")]
        words += [inner for sub in _choices(parser) for inner in sub.choices]
        found.append(Command(name, helps.get(name, ""), tuple(dict.fromkeys(words)), tuple(dict(options).items())))
    return found


def _choices(parser: argparse.ArgumentParser) -> list[Any]:
    return [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]


def _bash(commands: list[Command]) -> str:
    cases = "\n".join(
        f'    {one.name}) words="{" ".join((*one.words, *(name for name, _ in one.options)))}" ;;' for one in commands
    )
    names = " ".join(one.name for one in commands)
    return (
        "_toolkit() {\n"
        '  local here="${COMP_WORDS[COMP_CWORD]}" words\n'
        '  if [ "$COMP_CWORD" -eq 1 ]; then\n'
        f'    words="{names} --help --version"\n'
        "  else\n"
        f'    case "${{COMP_WORDS[1]}}" in\n{cases}\n    esac\n'
        "  fi\n"
        '  COMPREPLY=($(compgen -W "$words" -- "$here"))\n'
        '  [ "${here#-}" = "$here" ] && COMPREPLY+=($(compgen -f -- "$here"))\n'
        "}\n"
        "complete -o filenames -F _toolkit toolkit"
    )


def _zsh(commands: list[Command]) -> str:
    return f"autoload -U +X bashcompinit && bashcompinit\n{_bash(commands)}"


def _fish(commands: list[Command]) -> str:
    lines = []
    for one in commands:
        lines.append(f"complete -c toolkit -n __fish_use_subcommand -f -a {one.name} -d {_quoted(one.help)}")
        here = f"-n '__fish_seen_subcommand_from {one.name}'"
        lines += [f"complete -c toolkit {here} -a {word}" for word in one.words]
        lines += [f"complete -c toolkit {here} -l {name[2:]} -d {_quoted(said)}" for name, said in one.options]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
