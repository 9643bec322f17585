#!/usr/bin/env python3
"""What README.md and docs/ say of the program and of other files, beside the screens.

    readme_facts_test.py PROGRAM [TEST...]
"""
import contextlib
import json
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest

from readme_pages import PAGES, ROOT, chapters, prose
from readme_screen import Screen

PROGRAM = sys.argv.pop(1)

METHODS = ['get', 'post', 'put', 'patch', 'delete']
LINK = re.compile(r'\]\(([^)#:]*)(?:#([^)]*))?\)')


def blocks(page):
    return [block for chapter in chapters(page) for block in chapter.blocks]


def cells(page, head):
    """The rows of the table with this head."""
    lines = prose(page)
    for line in lines[lines.index(head) + 2:]:
        if not line.startswith('|'):
            return
        yield [cell.strip() for cell in line.strip('|').split(' |')]


def anchors(page):
    """The names that GitHub gives to headings."""
    headings = [line.lstrip('# ') for line in prose(page) if line.startswith('#')]
    return {re.sub(r'[^\w\- ]', '', heading.lower()).replace(' ', '-') for heading in headings}


def marked_lines(path):
    """What a driver marks for README; where it is in a comment, without the marks of one."""
    text = re.search(r'.*README: begin\n(.*?)[^\n]*README: end', path.read_text(), re.DOTALL)[1]
    text = textwrap.dedent(text)
    if all(line.startswith('//') for line in text.splitlines()):
        text = textwrap.dedent(re.sub(r'(?m)^//', '', text))
    return text.strip('\n') + '\n'


class ControlPaths(unittest.TestCase):
    def test_are_those_of_the_document_with_their_methods(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.closing(Screen(PROGRAM, folder)) as screen:
            document, _ = screen.run('curl http://127.0.0.1:2014/_emulator/openapi.json')
        paths = {
            f'`{path.removeprefix("/_emulator/")}`': ', '.join(
                method.upper() + (r'\*' if operations[method]['x-account'] == 'many' else '')
                for method in METHODS if method in operations
            )
            for path, operations in json.loads(document)['paths'].items()
        }
        rows = cells(ROOT / 'docs' / 'control-api.md', '| path | methods | |')
        self.assertEqual({path: methods for path, methods, *_ in rows}, paths)


class Clients(unittest.TestCase):
    def test_are_shown_with_the_lines_of_their_drivers(self):
        for page in PAGES:
            for block in blocks(page):
                if block.mark == 'quoted':
                    self.assertEqual(block.text, marked_lines(ROOT / block.about), f'{page.name}:{block.line}')

    def test_are_installed_in_the_versions_that_the_programs_run_with(self):
        pins = '\n'.join(
            path.read_text() for name in ('requirements.txt', 'package.json', 'pom.xml', 'go.mod')
            for path in (ROOT / 'tests' / 'sdk').glob(f'*/{name}')
        )
        for block in blocks(ROOT / 'docs' / 'sdks.md'):
            if block.mark != 'not run' or 'fetches' not in block.about:
                continue
            installed = re.findall(r'([\w@/.-]+?)(?:==|@|:)(v?\d[\w.]*)(?=\s)', block.text)
            self.assertTrue(installed, f'sdks.md:{block.line}')
            for name, version in installed:
                pinned = rf'{re.escape(name)}\W+(?:version>)?{re.escape(version)}\b'
                self.assertRegex(re.sub(r'</artifactId>\s*<', ' ', pins), pinned, f'sdks.md:{block.line}')

    def test_are_shown_all(self):
        quoted = {block.about for page in PAGES for block in blocks(page) if block.mark == 'quoted'}
        drivers = [path for path in (ROOT / 'tests' / 'sdk').glob('*/*') if path.is_file()]
        marked = {str(path.relative_to(ROOT)) for path in drivers if b'README: begin' in path.read_bytes()}
        self.assertEqual(quoted, marked)


class Links(unittest.TestCase):
    @unittest.skipUnless((ROOT / '.git').exists(), 'only a checkout knows which pages are its own')
    def test_lead_somewhere(self):
        listed = subprocess.run(['git', 'ls-files', '*.md'], cwd=ROOT, text=True, check=True, stdout=subprocess.PIPE).stdout
        for page in sorted({*PAGES, *(ROOT / name for name in listed.splitlines())}):
            for path, anchor in LINK.findall('\n'.join(prose(page))):
                target = page.parent / path if path else page
                self.assertTrue(target.exists(), f'{page.relative_to(ROOT)}: {path}')
                if anchor:
                    self.assertIn(anchor, anchors(target), f'{page.relative_to(ROOT)}: {path}')

    def test_of_the_readme_lead_to_every_page(self):
        linked = {(ROOT / path).resolve() for path, _ in LINK.findall('\n'.join(prose(ROOT / 'README.md')))}
        self.assertLessEqual(set(PAGES[1:]), linked)


if __name__ == '__main__':
    unittest.main()
