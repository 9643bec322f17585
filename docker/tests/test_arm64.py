"""The image for arm64: cross-compiled, and its program run under qemu."""
import shutil
import subprocess
import time
import unittest
import urllib.error

from kit import IMAGE, PATIENCE, ROOT, call, container, docker, inspect, report

QEMU = shutil.which('qemu-aarch64-static')
ARM64 = f'{IMAGE}:arm64'
HAS_BUILDX = subprocess.run(['docker', 'buildx', 'version'], capture_output=True, check=False).returncode == 0


def build():
    target = ['--platform', 'linux/arm64', '--load'] if HAS_BUILDX else ['--build-arg', 'TARGETARCH=arm64']
    began = time.monotonic()
    docker(*['buildx'] * HAS_BUILDX, 'build', '--file', str(ROOT / 'docker' / 'Dockerfile'), *target, '--tag', ARM64, str(ROOT))
    report(f'image for arm64 built in {time.monotonic() - began:.0f} s')


def first_answer(running, patience=PATIENCE):
    until = time.monotonic() + patience
    while True:
        try:
            return call(running.endpoint(), 'CreateBackup')
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise AssertionError(f'no answer within {patience} s: {running.log()}') from None
            time.sleep(0.1)


class Arm64(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        build()

    def test_the_image_is_labelled_so_but_by_the_legacy_builder(self):
        self.assertEqual(inspect(ARM64, 'Architecture'), 'arm64' if HAS_BUILDX else 'amd64')

    @unittest.skipUnless(QEMU, 'there is no "qemu-aarch64-static" here')
    def test_its_program_serves(self):
        under_qemu = ('--volume', f'{QEMU}:/qemu:ro', '--entrypoint', '/qemu', '--no-healthcheck')
        with container('--publish', '127.0.0.1::2014', *under_qemu, image=ARM64, arguments=['/bin/rds-emulator']) as running:
            self.assertIn('BackupJobId', first_answer(running))
