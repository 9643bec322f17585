"""docker/ci/testcontainers: worked examples, with Testcontainers from each language's own registry."""
import os
import shutil
import subprocess
import tempfile
import unittest

from kit import IMAGE, ROOT, docker

FOLDER = ROOT / 'docker' / 'ci' / 'testcontainers'
ENVIRONMENT = {
    **os.environ,
    'RDS_EMULATOR_IMAGE': IMAGE,
    'TESTCONTAINERS_RYUK_DISABLED': 'true',  # it tidies up after a crash, and is an image of its own
    # Else these are guessed where the tests run in a container themselves.
    'TESTCONTAINERS_HOST_OVERRIDE': '127.0.0.1',
    'TESTCONTAINERS_CONNECTION_MODE': 'docker_host',
}


class Testcontainers(unittest.TestCase):
    def run_in(self, language, *words):
        if not shutil.which(words[0]):
            self.skipTest(f'there is no "{words[0]}" here')
        done = subprocess.run(words, cwd=FOLDER / language, env=ENVIRONMENT, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-5000:])
        return done.stdout

    def test_go(self):
        self.assertIn('PASS: TestABackupFinishes', self.run_in('go', 'go', 'test', '-v', '-count=1', '.'))

    def test_java(self):
        version = docker('version', '--format', '{{.Server.APIVersion}}')  # older engines refuse the library's own
        output = self.run_in('java', 'mvn', '--batch-mode', 'test', f'-DargLine=-Dapi.version={version}')
        self.assertIn('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0', output)

    def test_node(self):
        self.run_in('node', 'npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts')
        self.assertIn('# pass 1', self.run_in('node', 'npm', 'test'))

    def test_python(self):
        with tempfile.TemporaryDirectory() as environment:
            self.run_in('python', 'python3', '-m', 'venv', environment)
            self.run_in('python', f'{environment}/bin/pip', 'install', '--quiet', '--requirement', 'requirements.txt')
            self.assertIn('1 passed', self.run_in('python', f'{environment}/bin/pytest', '-p', 'no:cacheprovider'))
