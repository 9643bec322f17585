"""docker/ci/testcontainers: worked examples, with Testcontainers from each language's own registry."""
import os
import shutil
import subprocess
import tempfile
import unittest

from kit import IMAGE, ROOT, docker

FOLDER = ROOT / 'docker' / 'ci' / 'testcontainers'
BUILT = 'rds-emulator:built'
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith('RDS_EMULATOR_')},
    'TESTCONTAINERS_RYUK_DISABLED': 'true',  # it tidies up after a crash, and is an image of its own
    # Else these are guessed where the tests run in a container themselves.
    'TESTCONTAINERS_HOST_OVERRIDE': '127.0.0.1',
    'TESTCONTAINERS_CONNECTION_MODE': 'docker_host',
}


class Testcontainers(unittest.TestCase):
    """Each with an image by its name, and with one that it builds."""

    def run_in(self, language, *words, **variables):
        done = subprocess.run(words, cwd=FOLDER / language, env={**ENVIRONMENT, **variables}, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-5000:])
        return done.stdout

    def needs(self, program):
        if not shutil.which(program):
            self.skipTest(f'there is no "{program}" here')

    def passes(self, sign, language, *words):
        with self.subTest('an image by its name'):
            self.assertIn(sign, self.run_in(language, *words, RDS_EMULATOR_IMAGE=IMAGE))
        with self.subTest('an image that it builds'):
            subprocess.run(['docker', 'rmi', '--force', BUILT], capture_output=True, check=False)  # another language's
            self.assertIn(sign, self.run_in(language, *words, RDS_EMULATOR_SOURCE=str(ROOT)))
            docker('inspect', BUILT)

    def test_go(self):
        self.needs('go')
        self.passes('PASS: TestABackupFinishes', 'go', 'go', 'test', '-v', '-count=1', '-timeout=1h', '.')

    def test_java(self):
        self.needs('mvn')
        version = docker('version', '--format', '{{.Server.APIVersion}}')  # older engines refuse the library's own
        self.passes('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0',
                    'java', 'mvn', '--batch-mode', 'test', f'-DargLine=-Dapi.version={version}')

    def test_node(self):
        self.needs('npm')
        self.run_in('node', 'npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts')
        self.passes('# pass 1', 'node', 'npm', 'test')

    def test_python(self):
        with tempfile.TemporaryDirectory() as environment:
            self.run_in('python', 'python3', '-m', 'venv', environment)
            self.run_in('python', f'{environment}/bin/pip', 'install', '--quiet', '--requirement', 'requirements.txt')
            self.passes('1 passed', 'python', f'{environment}/bin/pytest', '-p', 'no:cacheprovider')
