"""Actor, agent and discard dictionaries in the text format of TABARI and PETRARCH, read as they are.

Takes a file of the user's; gives its entries, each with its line. What kind a file is, its content tells: codes make
actors, codes with ``~`` agents, a file without any code is discards. Names lose their underscores and their capitals,
as the format ignores case. Source: the PETRARCH manual, chapter on dictionaries; the validation suite of PETRARCH2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from linewatch.tables import own_fault, read_own_text
from linewatch.world.dictionarycodes import DatedCode, read_code_text

_COMMENT = re.compile(r"<!\s*--.*?-->", re.DOTALL)
_OPEN_COMMENT = re.compile(r"<!\s*--")
_CODE = re.compile(r"\[([^\]]*)\]")
_PLURAL = re.compile(r"\{([^}]*)\}")
_SET = re.compile(r"!\s*([^!\s]+)\s*!")
_SET_LINE = re.compile(r"^!([^!]+)!\s*=\s*(.*)$")


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor: its names in lower case, its codes in the order in which they are tried, and its line."""

    names: tuple[str, ...]
    codes: tuple[DatedCode, ...]
    line: int


@dataclass(frozen=True, slots=True)
class AgentEntry:
    """A role such as "minister": singular and plural forms in lower case, the roles of its code, and its line.

    One that `is_body` names an international body ([NGO~]); then `code` begins with that body.
    """

    singulars: tuple[str, ...]
    plurals: tuple[str, ...]
    code: str
    is_body: bool
    line: int
    makes_plural: bool = False


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The entries of one file. A discard is a phrase and whether it takes out the whole report."""

    path: Path
    actors: tuple[ActorEntry, ...] = ()
    agents: tuple[AgentEntry, ...] = ()
    discards: tuple[tuple[str, bool], ...] = ()


@dataclass(slots=True)
class _Block:
    """An entry in the making: a name with the lines of synonyms and codes below it."""

    line: int
    names: list[str]
    codes: list[DatedCode] = field(default_factory=list)
    plural: str | None = None


def read_dictionary(path: Path) -> Dictionary:
    """Return the entries of a dictionary file.

    Raises:
        ModelError: LW306 the file cannot be read, LW305 a line of it is wrong.
    """
    lines = list(_read_lines(path, read_own_text(path)))
    if not any("[" in line for _, line in lines):
        discards = tuple((_plain(line.lstrip("+")), line.startswith("+")) for _, line in lines)
        return Dictionary(path, discards=discards)
    sets: dict[str, tuple[str, ...]] = {}
    blocks = list(_read_blocks(path, lines, sets))
    actors, agents = [], []
    for block in blocks:
        if not block.codes:
            raise own_fault(path, block.line, f"{block.names[0]!r} has no code; add one in brackets, such as [USAGOV]")
        if any(code.is_agent for code in block.codes):
            agents.append(_make_agent(path, block, sets))
        else:
            names = tuple(_plain(form) for name in block.names for form in _spell(path, block.line, name, sets))
            actors.append(ActorEntry(names, tuple(sorted(block.codes, key=lambda code: not code.is_dated)), block.line))
    return Dictionary(path, tuple(actors), tuple(agents))


def _read_lines(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines that are not empty once comments are taken out; comments may span lines."""
    bare = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    unclosed = _OPEN_COMMENT.search(bare)
    if unclosed:
        opened = bare.count("\n", 0, unclosed.start()) + 1
        raise own_fault(path, opened, "the comment that opens here has no end; close it with -->")
    for number, line in enumerate(bare.splitlines(), 1):
        kept = _without_remark(line).strip()
        if kept:
            yield number, kept


def _without_remark(line: str) -> str:
    """Return a line without the remark after it; a mark inside brackets is none: ``[###]``."""
    kept, depth = [], 0
    for char in line:
        if depth == 0 and char in "#;":
            break
        depth += {"[": 1, "]": -1}.get(char, 0)
        kept.append(char)
    return "".join(kept)


def _read_blocks(path: Path, lines: list[tuple[int, str]], sets: dict[str, tuple[str, ...]]) -> Iterator[_Block]:
    """Yield the entries; lines of synonyms (+) and of codes belong to the name above them. Fills `sets`."""
    block: _Block | None = None
    for number, line in lines:
        given = _SET_LINE.match(line)
        if given:
            words = (word.strip() for word in given.group(2).split(","))
            sets[given.group(1).strip().upper()] = tuple(word for word in words if word)
            continue
        if line[0] not in "+[":
            if block is not None:
                yield block
            block = _Block(number, [])
        if block is None:
            raise own_fault(path, number, "this line belongs to no name; put the name on a line above it")
        _read_into(path, block, number, line)
    if block is not None:
        yield block


def _read_into(path: Path, block: _Block, number: int, line: str) -> None:
    """Add what a line says to its entry."""
    if line.count("[") != line.count("]") or line.count("{") != line.count("}"):
        raise own_fault(path, number, "a bracket is not closed; close it on the same line")
    for text in _CODE.findall(line):
        code = read_code_text(text)
        if isinstance(code, str):
            raise own_fault(path, number, code)
        block.codes.append(code)
    plural = _PLURAL.search(line)
    if plural:
        block.plural = plural.group(1).strip()
    name = _PLURAL.sub("", _CODE.sub("", line)).lstrip("+").strip()
    if name:
        block.names.append(name)
    elif line[0] == "+":
        raise own_fault(path, number, "a synonym is missing after the +; write one or take the line out")


def _make_agent(path: Path, block: _Block, sets: dict[str, tuple[str, ...]]) -> AgentEntry:
    """Return the agent of an entry. Words of a set are its forms already, so no plural is made of them."""
    singulars = tuple(_plain(form) for name in block.names for form in _spell(path, block.line, name, sets))
    has_set = any("!" in name for name in block.names)
    plurals = (_plain(block.plural),) if block.plural else ()
    code = block.codes[0]
    return AgentEntry(
        singulars, plurals, code.codes[0], code.is_body, block.line, makes_plural=block.plural is None and not has_set
    )


def _spell(path: Path, line: int, name: str, sets: dict[str, tuple[str, ...]]) -> list[str]:
    """Return the name with each ``!SET!`` in it replaced by each word of the set."""
    found = _SET.search(name)
    if found is None:
        return [name]
    words = sets.get(found.group(1).upper())
    if words is None:
        raise own_fault(path, line, f"there is no set {found.group()}; define it above: {found.group()} = MAN, MEN")
    return [
        form for word in words for form in _spell(path, line, name[: found.start()] + word + name[found.end() :], sets)
    ]


def _plain(name: str) -> str:
    """Return a name in lower case with blanks for underscores, as NameTree wants one that ignores case."""
    return " ".join(name.replace("_", " ").lower().split())
