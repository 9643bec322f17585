#!/usr/bin/env python3
"""Each chapter of README.md and docs/, run as it stands there.

It begins in an empty folder, with a fresh emulator unless it starts one itself. Blocks in `sh` are commands; the block
after one, if it has another language, is what they print. None of them may fail, nor an HTTP call, unless that shows an error.

    readme_screens_test.py PROGRAM [TEST...]
"""
import contextlib
import os
import re
import sys
import tempfile
import unittest

from readme_pages import PAGES, ROOT, chapters
from readme_screen import FAILURE, SERVES, Screen, comparable

PROGRAM = sys.argv.pop(1)


class Screens(unittest.TestCase):
    maxDiff = None

    def run_chapter(self, chapter):
        blocks = list(chapter.blocks)
        with tempfile.TemporaryDirectory() as folder, contextlib.closing(Screen(PROGRAM, folder)) as screen:
            while blocks:
                self.run_block(screen, chapter, blocks.pop(0), blocks)

    def run_block(self, screen, chapter, block, following):
        place = f'{chapter.page.name}:{block.line}'
        if block.mark in ('not run', 'quoted'):
            self.assertTrue(block.about, f'{place}: no reason')
            return
        if block.mark == 'file':
            screen.write(block.about, block.text)
            return
        if block.mark == 'node':
            if not (ROOT / block.about).exists():
                self.go_without(f'{place}: no {block.about}, which tests/sdk/run --prepare makes')
            screen.environment['NODE_PATH'] = str(ROOT / block.about)
        self.assertEqual(block.language, 'sh', f'{place}: neither commands, nor what some before it print, nor marked')
        shows = following and following[0].language != 'sh' and not following[0].mark
        answer = following.pop(0).text if shows else ''
        if SERVES.search(block.text):
            printed, code = screen.start(block.text, block.mark == 'beside', answer)
        else:
            printed, code = screen.run(block.text, answer)
        if shows:
            self.assertEqual(comparable(printed), comparable(answer), f'{place} prints:\n{printed}')
        if not FAILURE.search(answer):
            self.assertEqual(code, 0, f'{place} ends with this code, and prints:\n{printed}')

    def go_without(self, why):
        if os.environ.get('CI'):
            self.fail(why)
        self.skipTest(why)

    def test_none_hides_in_a_list(self):
        for page in PAGES:
            self.assertNotRegex(page.read_text(), r'(?m)^ +```', page.name)


def test_of(chapter):
    return lambda self: self.run_chapter(chapter)


def name_of(chapter):
    words = re.sub(r'\W+', '_', f'{chapter.page.stem} {chapter.heading}'.lower()).strip('_')
    return f'test_{words}'


for each_page in PAGES:
    for each in filter(lambda chapter: chapter.blocks, chapters(each_page)):
        assert not hasattr(Screens, name_of(each)), f'{name_of(each)}: two chapters of this name'
        setattr(Screens, name_of(each), test_of(each))

if __name__ == '__main__':
    unittest.main()
