"""docker/ci/testcontainers: worked examples, with Testcontainers from each language's own registry."""
import os
import shutil
import subprocess
import tempfile
import unittest

from kit import IMAGE, ROOT

FOLDER = ROOT / 'docker' / 'ci' / 'testcontainers'
# Ryuk, which tidies up after a crash, is an image of its own.
ENVIRONMENT = {**os.environ, 'TESTCONTAINERS_RYUK_DISABLED': 'true'}


class Testcontainers(unittest.TestCase):
    def run_in(self, language, *words, **variables):
        if not shutil.which(words[0]):
            self.skipTest(f'there is no "{words[0]}" here')
        done = subprocess.run(words, cwd=FOLDER / language, env={**ENVIRONMENT, **variables}, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-5000:])
        return done.stdout

    def test_go(self):
        self.assertIn('PASS: TestABackupFinishes', self.run_in('go', 'go', 'test', '-v', '-count=1', '.', RDS_EMULATOR_IMAGE=IMAGE))

    def test_java(self):
        self.assertIn('Tests run: 1, Failures: 0', self.run_in('java', 'mvn', '--batch-mode', 'test', RDS_EMULATOR_IMAGE=IMAGE))

    def test_node(self):
        self.run_in('node', 'npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts')
        self.assertIn('# pass 1', self.run_in('node', 'npm', 'test', RDS_EMULATOR_IMAGE=IMAGE))

    def test_python(self):
        with tempfile.TemporaryDirectory() as environment:
            self.run_in('python', 'python3', '-m', 'venv', environment)
            self.run_in('python', f'{environment}/bin/pip', 'install', '--quiet', '--requirement', 'requirements.txt')
            self.assertIn('1 passed', self.run_in('python', f'{environment}/bin/pytest', '-p', 'no:cacheprovider', RDS_EMULATOR_IMAGE=IMAGE))
