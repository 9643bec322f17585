"""RDS_EMULATOR_IMAGE names the image; without it, it is built from RDS_EMULATOR_SOURCE, a checkout of rds-emulator."""
import json
import os
import urllib.parse
import urllib.request

import pytest
from testcontainers.core.container import DockerContainer
from testcontainers.core.image import DockerImage
from testcontainers.core.wait_strategies import HealthcheckWaitStrategy

INSTANCE = 'rm-bp1emulator00002'


def image():
    name = os.environ.get('RDS_EMULATOR_IMAGE')
    if name:
        return name
    source = os.environ['RDS_EMULATOR_SOURCE']
    return str(DockerImage(source, tag='rds-emulator:built', dockerfile_path='docker/Dockerfile', clean_up=False).build())


@pytest.fixture(scope='session')
def endpoint():
    emulator = DockerContainer(image()).with_env('RDS_EMULATOR_JOB_PLAN', 'instant').with_exposed_ports(2014)
    with emulator.waiting_for(HealthcheckWaitStrategy()):
        yield f'{emulator.get_container_host_ip()}:{emulator.get_exposed_port(2014)}'


def call(endpoint, action, **parameters):
    query = urllib.parse.urlencode({'Action': action, 'DBInstanceId': INSTANCE, 'Format': 'JSON', **parameters})
    with urllib.request.urlopen(f'http://{endpoint}/?{query}', timeout=10) as answer:
        return json.load(answer)


def test_a_backup_finishes(endpoint):
    job = call(endpoint, 'CreateBackup')['BackupJobId']
    [found] = call(endpoint, 'DescribeBackupTasks', BackupJobId=job)['Items']['BackupJob']
    assert found['BackupStatus'] == 'Finished'
