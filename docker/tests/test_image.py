"""What is in the image, and what it says of itself."""
import io
import re
import subprocess
import tarfile
import unittest

from kit import IMAGE, ROOT, docker, inspect

MOST_BYTES = 15_000_000
# The engine makes these in every container.
ENGINES_OWN = re.compile(r'(\.dockerenv|dev|etc|proc|sys)(/|$)')


def files():
    created = docker('create', IMAGE)
    try:
        exported = subprocess.run(['docker', 'export', created], capture_output=True, check=True).stdout
    finally:
        docker('rm', created)
    with tarfile.open(fileobj=io.BytesIO(exported)) as archive:
        return [member for member in archive if not ENGINES_OWN.match(member.name)]


class Image(unittest.TestCase):
    def test_it_is_small(self):
        self.assertLess(inspect(IMAGE, 'Size'), MOST_BYTES)

    def test_it_holds_one_program_and_no_shell(self):
        programs = [file.name for file in files() if file.isfile() and file.mode & 0o111]
        self.assertEqual(programs, ['bin/rds-emulator'])

    def test_everyone_may_write_to_its_data_folder(self):
        [data] = [file for file in files() if file.name.rstrip('/') == 'data']
        self.assertEqual(data.mode & 0o7777, 0o1777)

    def test_it_runs_as_a_number_that_is_not_root(self):
        self.assertRegex(inspect(IMAGE, 'Config')['User'], r'^[1-9]\d*:[1-9]\d*$')

    def test_its_labels_name_the_projects_version(self):
        [version] = re.findall(r'^project\(rds-emulator VERSION (\S+)', (ROOT / 'CMakeLists.txt').read_text(), re.M)
        labels = inspect(IMAGE, 'Config')['Labels']
        self.assertEqual(labels['org.opencontainers.image.version'], version)
        self.assertEqual(labels['org.opencontainers.image.title'], 'rds-emulator')
        self.assertEqual(labels['org.opencontainers.image.licenses'], 'Apache-2.0')
        self.assertIn(version, docker('run', '--rm', IMAGE, '--version'))

    def test_it_says_how_it_is_reached_stopped_and_checked(self):
        config = inspect(IMAGE, 'Config')
        self.assertEqual(config['ExposedPorts'], {'2014/tcp': {}})
        self.assertEqual(config['StopSignal'], 'SIGTERM')
        self.assertEqual(config['Healthcheck'], {
            'Test': ['CMD', 'rds-emulator', 'healthcheck'], 'Interval': 10**9, 'Timeout': 2 * 10**9, 'Retries': 30,
        })
