#!/usr/bin/env python3
"""Which pages pass as what the program does, and which do not.

    readme_screen_test.py PROGRAM [TEST...]
"""
import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

from readme_pages import chapters
from readme_screens_test import run_chapter

PROGRAM = sys.argv.pop(1)

NOWHERE = 'http://127.0.0.1:2014/_emulator/nowhere'


def run(text, exact=True):
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / 'page.md'
        page.write_text(text)
        for chapter in chapters(page):
            run_chapter(PROGRAM, chapter, exact)


def block(commands, answer=None):
    shown = '' if answer is None else f'\n```text\n{answer}\n```\n'
    return f'```sh\n{commands}\n```\n{shown}'


class Commands(unittest.TestCase):
    def test_pass_if_what_they_call_is_there(self):
        run(block('curl http://127.0.0.1:2014/_emulator/ready > /dev/null'))

    def test_fail_if_a_call_is_refused_and_nothing_shows_it(self):
        for commands in [f'curl {NOWHERE} > /dev/null', f'curl {NOWHERE} > /dev/null; true', f'curl {NOWHERE} | cat']:
            with self.subTest(commands), self.assertRaisesRegex(AssertionError, 'ends with code 22'):
                run(block(commands))

    def test_fail_if_a_call_is_refused_beside_an_answer_that_is_none(self):
        with self.assertRaises(AssertionError):
            run(block(f'curl {NOWHERE} > /dev/null; echo done', 'done'))

    def test_pass_if_they_show_that_a_call_is_refused(self):
        run(block(f'curl -i {NOWHERE} | grep HTTP', 'HTTP/1.1 404 Not Found'))

    def test_fail_if_they_show_another_refusal(self):
        with self.assertRaises(AssertionError):
            run(block(f'curl -i {NOWHERE} | grep HTTP', 'HTTP/1.1 403 Forbidden'))


class ProgramsWithoutTheirModules(unittest.TestCase):
    PAGE = '<!-- client: tests/sdk/nothing -->\n\n' + block('node nothing.js')

    def test_are_skipped(self):
        with mock.patch.dict(os.environ):
            os.environ.pop('CI', None)
            self.assertRaises(unittest.SkipTest, run, self.PAGE)

    def test_fail_in_ci_and_say_what_makes_these(self):
        with mock.patch.dict(os.environ, CI='true'), self.assertRaisesRegex(AssertionError, 'tests/sdk/run --prepare'):
            run(self.PAGE)


class Lines(unittest.TestCase):
    def test_of_what_is_printed_may_be_broken_if_what_follows_begins_with_a_space(self):
        run(block("printf 'one two, three'", 'one\n  two,\n  three'))
        run(block("printf 'one two\\nthree\\n'", 'one two\nthree'))

    def test_are_those_that_are_printed(self):
        for shown in ['o\nne two\nthree', 'one two three', 'onetwo\nthree', 'one two', 'one two\nthree\nfour']:
            with self.subTest(shown), self.assertRaises(AssertionError):
                run(block("printf 'one two\\nthree\\n'", shown))

    def test_of_another_page_than_the_first_are_not_compared(self):
        run(block("printf 'one two'", 'three'), exact=False)
        with self.assertRaises(AssertionError):
            run(block(f'curl {NOWHERE} | cat', '{"status":"ready"}'), exact=False)


if __name__ == '__main__':
    unittest.main()
