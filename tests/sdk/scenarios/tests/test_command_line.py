"""What the command line makes of clients, good and bad: small ones, in a folder of their own."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from .. import clients

REFUSING = ('for line in sys.stdin: print(json.dumps({"id": json.loads(line)["id"], "unsupported": "it can do nothing"}), '
            'flush=True)')


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(clients.FOLDER / 'scenarios', self.folder / 'scenarios', ignore=shutil.ignore_patterns('__pycache__'))

    def client(self, name, prepare='', driver=REFUSING):
        (self.folder / name).mkdir()
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

    def test_a_client_or_a_scenario_that_there_is_not_is_named(self):
        self.client('some')
        self.assertEqual(self.run_it('other'), (1, 'tests/sdk/run: "other" is not one of the clients some\n'))
        code, printed = self.run_it('--scenario', 'nonsense')
        self.assertEqual(code, 1)
        self.assertRegex(printed, '^tests/sdk/run: no scenario has "nonsense" in its name; --list shows all [0-9]+\n$')
