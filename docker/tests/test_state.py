"""What the emulator in a container starts with, and what it keeps."""
import json
import os
import pathlib
import tempfile
import unittest

from kit import call, docker, emulator, statuses, volume

MINE = {'instances': [{'id': 'rm-mine', 'jobPlan': 'held'}]}
ON_DISK = {'arguments': ['--data-dir', '/data']}


class Fixture(unittest.TestCase):
    def starts_with(self, instance, *options):
        with emulator(*options) as running:
            self.assertEqual(statuses(running.endpoint(), DBInstanceId=instance), [])

    def test_it_can_be_mounted(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            file = pathlib.Path(folder, 'mine.json')
            file.write_text(json.dumps(MINE))
            self.starts_with('rm-mine', '--volume', f'{file}:/mine.json:ro', '--env', 'RDS_EMULATOR_FIXTURE=/mine.json')

    def test_it_can_be_given_in_the_environment(self):
        self.starts_with('rm-mine', '--env', f'RDS_EMULATOR_FIXTURE_JSON={json.dumps(MINE)}')

    def test_it_can_be_named(self):
        self.starts_with('rm-everystate0003', '--env', 'RDS_EMULATOR_FIXTURE=every-state')


class DataVolume(unittest.TestCase):
    def jobs_outlive(self, ending, *options):
        """Two containers after another, the first ended so."""
        with emulator(*options, **ON_DISK) as running:
            job = call(running.endpoint(), 'CreateBackup')['BackupJobId']
            docker(ending, running.id)
        with emulator(*options, **ON_DISK) as running:
            self.assertEqual(len(statuses(running.endpoint(), BackupJobId=job)), 1)

    def test_jobs_outlive_a_container_that_is_stopped(self):
        with volume() as name:
            self.jobs_outlive('stop', '--volume', f'{name}:/data', '--read-only')

    def test_jobs_outlive_a_container_that_is_killed(self):
        with volume() as name:
            self.jobs_outlive('kill', '--volume', f'{name}:/data', '--read-only')

    def test_any_user_may_write_to_a_new_one(self):
        with volume() as name:
            self.jobs_outlive('stop', '--volume', f'{name}:/data', '--read-only', '--user', '4711:4711')

    def test_it_can_be_a_folder_of_ones_own(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o700)
            mine = f'{os.getuid()}:{os.getgid()}'
            self.jobs_outlive('stop', '--volume', f'{folder}:/data', '--user', mine, '--cap-drop', 'ALL')
