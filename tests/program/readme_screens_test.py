#!/usr/bin/env python3
"""Runs each chapter of README.md and docs/ as it stands there, two at a time.

    readme_screens_test.py PROGRAM [WORD...]    only the chapters whose page or heading has one of these words

A chapter begins in an empty folder, with a fresh emulator unless it starts one itself. Blocks in `sh` are commands. None of
them may fail, nor an HTTP call, unless the block after it shows an error. That block is what the commands print: in README.md
to the letter, in docs/ by its kind alone.
"""
import concurrent.futures
import contextlib
import os
import re
import sys
import tempfile
import unittest

from readme_pages import PAGES, ROOT, chapters
from readme_screen import FAILURE, SERVES, Screen, comparable

AT_A_TIME = 2


def run_chapter(program, chapter, exact):
    """Raises AssertionError where the page is wrong, SkipTest where something is missing here."""
    blocks = list(chapter.blocks)
    with tempfile.TemporaryDirectory() as folder, contextlib.closing(Screen(program, folder)) as screen:
        while blocks:
            run_block(screen, chapter, blocks.pop(0), blocks, exact)


def run_block(screen, chapter, block, following, exact):
    place = f'{chapter.page.name}:{block.line}'
    if block.mark in ('not run', 'quoted'):
        assert block.about, f'{place}: no reason'
        return
    if block.mark == 'file':
        screen.write(block.about, block.text)
        return
    if block.mark == 'client' and not screen.use_client(ROOT / block.about):
        go_without(f'{place}: no client in {block.about}, which tests/sdk/run --prepare fetches')
    assert block.language == 'sh', f'{place}: neither commands, nor what some before it print, nor marked'
    shows = following and following[0].language != 'sh' and not following[0].mark
    answer = following.pop(0).text if shows else ''
    if SERVES.search(block.text):
        printed, code = screen.start(block.text, block.mark == 'beside', answer if exact else '')
    else:
        printed, code = screen.run(block.text, answer)
    if shows and exact:
        assert comparable(printed) == comparable(answer), f'{place} shows:\n{answer}\nand prints:\n{printed}'
    if not FAILURE.search(answer):
        assert code == 0, f'{place} ends with code {code}, and prints:\n{printed}'


def go_without(why):
    assert not os.environ.get('CI'), why
    raise unittest.SkipTest(why)


def outcome(program, chapter):
    try:
        run_chapter(program, chapter, chapter.page == PAGES[0])
    except unittest.SkipTest as why:
        return f'skipped: {why}'
    except AssertionError as wrong:
        return f'FAILED: {wrong}'
    return 'passed'


def main(program, *words):
    for page in PAGES:
        assert not re.search(r'(?m)^ +```', page.read_text()), f'{page.name}: a block in a list, which nothing would run'
    wanted = [
        chapter for page in PAGES for chapter in chapters(page)
        if chapter.blocks and any(word in f'{page.name} {chapter.heading}' for word in words or [''])
    ]
    with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        outcomes = list(pool.map(lambda chapter: outcome(program, chapter), wanted))
    for chapter, said in zip(wanted, outcomes):
        print(f'{chapter.page.name}, {chapter.heading}: {said}')
    return 1 if not wanted or any(said.startswith('FAILED') for said in outcomes) else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
