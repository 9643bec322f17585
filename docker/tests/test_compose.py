"""docker/compose.yaml."""
import os
import shutil
import subprocess
import unittest

from kit import IMAGE, ROOT, call, docker


def compose_command():
    if subprocess.run(['docker', 'compose', 'version'], capture_output=True, check=False).returncode == 0:
        return ['docker', 'compose']
    return ['docker-compose'] if shutil.which('docker-compose') else None


COMPOSE = compose_command()
PROJECT = 'rds-emulator-test'


def compose(*words):
    command = [*COMPOSE, '--project-name', PROJECT, '--file', str(ROOT / 'docker' / 'compose.yaml'), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          env={**os.environ, 'PORT': '0', 'RDS_EMULATOR_IMAGE': IMAGE})
    if done.returncode != 0:
        raise AssertionError(f'{" ".join(words)}: {done.stderr}')
    return done.stdout.strip()


@unittest.skipUnless(COMPOSE, 'there is neither "docker compose" nor "docker-compose" here')
class Compose(unittest.TestCase):
    def test_the_file_is_valid(self):
        self.assertEqual(compose('config', '--services'), 'rds-emulator')

    def test_its_service_keeps_its_state(self):
        self.addCleanup(compose, 'down', '--volumes')
        compose('up', '--detach')
        self.wait()
        job = call(self.endpoint(), 'CreateBackup')['BackupJobId']
        compose('down')
        compose('up', '--detach')
        self.wait()
        found = call(self.endpoint(), 'DescribeBackupTasks', BackupJobId=job)['Items']['BackupJob']
        self.assertEqual(len(found), 1)

    def wait(self):
        docker('run', '--rm', '--network', f'container:{compose("ps", "--quiet")}', IMAGE, 'healthcheck')

    def endpoint(self):
        return compose('port', 'rds-emulator', '2014')
