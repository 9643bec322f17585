"""HTTPS, and how the certificate comes out of the container."""
import pathlib
import ssl
import tempfile
import unittest

from kit import call, docker, emulator, volume


def trusts(certificate):
    return ssl.create_default_context(cadata=certificate)


class Certificate(unittest.TestCase):
    def is_good_for(self, running, certificate):
        answer = call(running.endpoint(), 'CreateBackup', scheme='https', context=trusts(certificate))
        self.assertIn('BackupJobId', answer)

    def test_the_port_tells_it(self):
        with emulator('--env', 'RDS_EMULATOR_TLS=auto') as running:
            host, port = running.endpoint().split(':')
            self.is_good_for(running, ssl.get_server_certificate((host, int(port))))

    def test_it_can_be_copied_from_the_data_volume(self):
        with volume() as name, tempfile.TemporaryDirectory() as folder:
            with emulator('--volume', f'{name}:/data', arguments=['--data-dir', '/data', '--tls', 'only']) as running:
                docker('cp', f'{running.id}:/data/tls-cert.pem', folder)
                self.is_good_for(running, pathlib.Path(folder, 'tls-cert.pem').read_text())
