"""README.md and docs/ as chapters of blocks of code.

A comment right above a block says what it is, where it is not commands in `sh` or what those print:

    <!-- not run: needs a container engine -->    why a test cannot run it
    <!-- file: mine.json -->                      a file of that name, beside the commands that follow
    <!-- quoted: tests/sdk/go-sdk/main.go -->     the lines of that file between `README: begin` and `README: end`
    <!-- beside -->                               starts another emulator beside the one that runs
    <!-- client: tests/sdk/go-sdk -->             runs with the client that tests/sdk/run --prepare has fetched there;
                                                  without it skipped, and in CI a failure
"""
import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [ROOT / 'README.md', *sorted((ROOT / 'docs').glob('*.md'))]

COMMENT = re.compile(r'<!-- (not run|file|quoted|beside|client)(?:: (.+))? -->$')
FENCE = '```'


@dataclasses.dataclass
class Block:
    line: int
    language: str
    mark: str | None  # the first word of the comment above it
    about: str | None  # what follows there
    text: str = ''


@dataclasses.dataclass
class Chapter:
    page: pathlib.Path
    heading: str
    blocks: list[Block] = dataclasses.field(default_factory=list)


def chapters(page):
    """What stands between two headings is a chapter, whatever their levels."""
    found = [Chapter(page, '')]
    block, above = None, None
    for number, line in enumerate(page.read_text().splitlines(), 1):
        if block:
            if line == FENCE:
                block = None
            else:
                block.text += line + '\n'
        elif line.startswith(FENCE):
            mark = COMMENT.match(above or '')
            block = Block(number, line.removeprefix(FENCE), *(mark.groups() if mark else (None, None)))
            found[-1].blocks.append(block)
        elif line.startswith('#'):
            found.append(Chapter(page, line.lstrip('# ')))
        if line:
            above = line
    return found


def prose(page):
    """The page's lines that are in no block."""
    lines, inside = [], False
    for line in page.read_text().splitlines():
        if line.startswith(FENCE):
            inside = not inside
        elif not inside:
            lines.append(line)
    return lines
