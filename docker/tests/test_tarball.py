"""The tarball of the static program, which the image's build makes too."""
import contextlib
import hashlib
import os
import pathlib
import subprocess
import tarfile
import tempfile
import unittest

from kit import IMAGE, PATIENCE, ROOT, call, docker, report


@contextlib.contextmanager
def tarball():
    docker('build', '--file', str(ROOT / 'docker' / 'Dockerfile'), '--target', 'dist', '--tag', f'{IMAGE}:dist', str(ROOT))
    created = docker('create', f'{IMAGE}:dist', 'nothing')
    with tempfile.TemporaryDirectory() as folder:
        try:
            docker('cp', f'{created}:/.', folder)
        finally:
            docker('rm', created)
        [file] = pathlib.Path(folder).glob('*.tar.gz')
        yield file


@contextlib.contextmanager
def started_in_an_empty_root(folder, program):
    port_file = pathlib.Path(folder, 'port')
    child = subprocess.Popen([program, '--port', '0', '--listen', '127.0.0.1', '--port-file', '/port'], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True, env={}, preexec_fn=lambda: os.chroot(folder))
    try:
        child.stdout.readline()
        yield f'127.0.0.1:{port_file.read_text().strip()}'
    finally:
        child.terminate()
        child.wait(PATIENCE)
        child.stdout.close()


class Tarball(unittest.TestCase):
    def test_it_has_a_checksum(self):
        with tarball() as file:
            digest, name = pathlib.Path(f'{file}.sha256').read_text().split()
            self.assertEqual(digest, hashlib.sha256(file.read_bytes()).hexdigest())
            self.assertEqual(name, file.name)
            report(f'{name}: {file.stat().st_size / 1e6:.1f} MB')

    @unittest.skipUnless(os.geteuid() == 0, 'only root may change its root')
    def test_its_program_runs_where_there_is_nothing_else(self):
        with tarball() as file, tempfile.TemporaryDirectory() as folder:
            with tarfile.open(file) as archive:
                archive.extractall(folder)
            name = file.name.removesuffix('.tar.gz')
            fixtures = [found.name for found in pathlib.Path(folder, name, 'share/rds-emulator/fixtures').glob('*.json')]
            self.assertIn('default.json', fixtures)
            with started_in_an_empty_root(folder, f'/{name}/bin/rds-emulator') as endpoint:
                self.assertIn('BackupJobId', call(endpoint, 'CreateBackup'))
