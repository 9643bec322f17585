"""What the command line makes of clients, good and bad: small ones, in a folder of their own."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from .. import clients, scenario
from ..emulator import program

REFUSING = ('for line in sys.stdin: print(json.dumps({"id": json.loads(line)["id"], "unsupported": "it can do nothing"}), '
            'flush=True)')
LISTING = REFUSING.replace('"unsupported": "it can do nothing"', '"body": {"Items": {"BackupJob": []}}')


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(clients.FOLDER / 'scenarios', self.folder / 'scenarios', ignore=shutil.ignore_patterns('__pycache__'))

    def client(self, name, prepare='', driver=REFUSING, **expectations):
        (self.folder / name).mkdir()
        expectations = {'unsupported': [one.name for one in scenario.every()]} | expectations
        (self.folder / name / 'expectations.json').write_text(json.dumps(expectations))
        for file, source in (('prepare', prepare), ('driver', driver)):
            path = self.folder / name / file
            path.write_text(f'#!{sys.executable}\nimport json, sys\n{source}\n')
            path.chmod(0o755)

    def run_it(self, *arguments, **variables):
        environment = {name: value for name, value in os.environ.items() if name not in ('CI', 'TARGET')} | variables
        done = subprocess.run([sys.executable, '-m', 'scenarios', *arguments], cwd=self.folder, env=environment,
                              capture_output=True, text=True, timeout=100)
        return done.returncode, done.stdout + done.stderr

    def test_a_client_without_its_toolchain_is_skipped_with_the_reason(self):
        self.client('other', prepare='sys.stderr.write("there is no compiler here"); sys.exit(77)')
        code, printed = self.run_it('--scenario', 'read only')
        self.assertEqual((code, printed), (77, 'other: preparing\nother: skipped: there is no compiler here\n'))

    def test_in_ci_that_is_a_failure(self):
        self.client('other', prepare='sys.exit(77)')
        code, printed = self.run_it('--prepare', CI='true')
        self.assertEqual((code, printed), (1, 'other: preparing\nother: skipped: its toolchain is missing\n'))

    def test_one_that_is_skipped_among_others_is_no_failure(self):
        self.client('other', prepare='sys.exit(77)')
        self.client('some')
        code, printed = self.run_it('--scenario', 'read only')
        self.assertEqual(code, 0, printed)
        self.assertIn('some: 0 passed, 0 failed, 0 skipped, 2 unsupported', printed)
        self.assertIn('other: skipped', printed)

    def test_a_prepare_that_fails_is_a_failure_with_what_it_said(self):
        self.client('other', prepare='sys.exit("no network")')
        code, printed = self.run_it('--prepare')
        self.assertEqual(code, 1)
        self.assertEqual(printed, 'other: preparing\nother: failed: other/prepare ended with code 1:\nno network\n\n')

    def test_each_client_that_has_a_driver_is_run_and_those_that_are_named_alone(self):
        for name in ('one', 'two'):
            self.client(name)
        (self.folder / 'three').mkdir()
        _, printed = self.run_it('--scenario', 'read only')
        self.assertRegex(printed, '(?s)one: 0 passed.*two: 0 passed|two: 0 passed.*one: 0 passed')
        self.assertNotIn('three', printed)
        _, printed = self.run_it('two', '--scenario', 'read only')
        self.assertNotIn('one:', printed)

    def test_a_driver_that_dies_fails_every_scenario_and_is_explained_once(self):
        self.client('other', driver='sys.exit("no module")')
        code, printed = self.run_it('--scenario', 'read only')
        self.assertEqual(code, 1)
        self.assertEqual(printed.count('the driver of other ended with code 1: no module'), 1)
        self.assertIn('other: 0 passed, 2 failed', printed)

    def test_a_driver_that_cannot_be_started_is_a_failure_of_its_client(self):
        self.client('other')
        (self.folder / 'other' / 'driver').chmod(0o644)
        code, printed = self.run_it('--scenario', 'read only')
        self.assertEqual(code, 1)
        self.assertIn('other: failed: its driver', printed)

    def test_what_a_client_cannot_do_is_a_failure_unless_it_is_listed(self):
        self.client('other', unsupported=[])
        code, printed = self.run_it('--scenario', 'read only')
        self.assertEqual(code, 1)
        self.assertIn('it can do nothing\n    expectations.json does not list it as unsupported\n', printed)
        self.assertIn('other: 0 passed, 2 failed', printed)

    def test_what_is_listed_as_unsupported_and_passes_is_a_failure(self):
        name = 'a job that there is not gives an empty list'
        self.client('other', driver=LISTING, unsupported=[name])
        code, printed = self.run_it('--scenario', name)
        self.assertEqual(code, 1)
        self.assertIn(f'other: failed: {name}\n    expectations.json lists it as unsupported, and it passed\n', printed)

    def test_what_is_listed_as_unsupported_and_is_no_scenario_is_named(self):
        self.client('other', unsupported=['a scenario of old'])
        code, printed = self.run_it('--scenario', 'read only')
        self.assertEqual(code, 1)
        self.assertIn('lists as unsupported what is no scenario: a scenario of old', printed)

    def test_a_driver_that_ends_badly_after_its_answers_is_a_failure(self):
        self.client('other', driver=f'{REFUSING}\nsys.exit("leaked")')
        code, printed = self.run_it('--scenario', 'read only')
        self.assertEqual(code, 1)
        self.assertIn('the driver of other ended with code 1: leaked', printed)

    def test_what_a_driver_says_of_the_keys_of_a_target_is_not_printed(self):
        last_words = 'call = json.loads(sys.stdin.readline())\n'
        keys = {'TARGET': '127.0.0.1:1', 'ALIBABA_CLOUD_ACCESS_KEY_ID': 'LTAI5tTarget',
                'ALIBABA_CLOUD_ACCESS_KEY_SECRET': 'a-secret-of-its-own'}
        says = 'f"{call[\'accessKeyId\']} has {call[\'accessKeySecret\']}"'
        self.client('dying', driver=f'{last_words}sys.exit({says})')
        self.client('unable', driver=f'{last_words}print(json.dumps({{"id": call["id"], "unsupported": {says}}}), flush=True)')
        self.client('rubbish', driver=f'{last_words}print({says}, flush=True)')
        code, printed = self.run_it('--scenario', 'describing an instance that there is not', **keys)
        self.assertEqual(code, 1)
        self.assertEqual(printed.count('<key> has <secret>'), 3, printed)
        self.assertNotIn('LTAI5tTarget', printed)
        self.assertNotIn('a-secret-of-its-own', printed)

    def test_an_emulator_that_ends_badly_is_a_failure(self):
        self.client('other')
        ending = self.folder / 'ending'
        ending.write_text(f'#!/bin/sh\ntrap \'kill $served; wait $served; echo torn >&2; exit 3\' TERM\n'
                          f'{program()} "$@" & served=$!\nwait\n')
        ending.chmod(0o755)
        code, printed = self.run_it('--scenario', 'read only', RDS_EMULATOR_BINARY=str(ending))
        self.assertEqual(code, 1)
        self.assertRegex(printed, '(?s)tests/sdk/run: the emulator ended with code 3: .*torn\n')

    def test_a_client_or_a_scenario_that_there_is_not_is_named(self):
        self.client('some')
        self.assertEqual(self.run_it('other'), (1, 'tests/sdk/run: "other" is not one of the clients some\n'))
        code, printed = self.run_it('--scenario', 'nonsense')
        self.assertEqual(code, 1)
        self.assertRegex(printed, '^tests/sdk/run: no scenario has "nonsense" in its name; --list shows all [0-9]+\n$')
