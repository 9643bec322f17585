"""Tests that run at the same time, and containers beside the emulator."""
import concurrent.futures
import contextlib
import unittest
import uuid

from kit import call, container, docker, emulator, statuses

CLIENT = 'debian:bookworm-slim'  # has bash, and no curl


@contextlib.contextmanager
def network():
    name = docker('network', 'create', f'rds-emulator-{uuid.uuid4().hex}')
    try:
        yield name
    finally:
        docker('network', 'rm', name)


def backups_of(endpoint, key):
    """What a job sees that makes one backup."""
    job = call(endpoint, 'CreateBackup', key=key)['BackupJobId']
    return job, len(statuses(endpoint, key=key))


class Jobs(unittest.TestCase):
    def test_twenty_share_a_server_and_do_not_meet(self):
        keys = [str(2 * 10**15 + number) for number in range(20)]
        with emulator() as running, concurrent.futures.ThreadPoolExecutor(len(keys)) as pool:
            seen = set(pool.map(lambda key: backups_of(running.endpoint(), key), keys))
        self.assertEqual(len(seen), 1, seen)  # each the first ID, and its own backup alone
        self.assertEqual({count for _, count in seen}, {1})

    def test_each_may_have_a_server_of_its_own(self):
        with contextlib.ExitStack() as stack:
            servers = [stack.enter_context(emulator()) for _ in range(4)]
            endpoints = [server.endpoint() for server in servers]
            self.assertEqual(len(set(endpoints)), len(endpoints))
            self.assertEqual({backups_of(endpoint, None)[1] for endpoint in endpoints}, {1})


class Network(unittest.TestCase):
    def test_others_call_it_by_its_name(self):
        request = r'GET /_emulator/ready HTTP/1.1\r\nHost: rds:2014\r\nConnection: close\r\n\r\n'
        script = f"exec 3<>/dev/tcp/rds/2014; printf '{request}' >&3; head -n 1 <&3"
        with network() as name, container('--network', name, '--network-alias', 'rds') as running:
            running.wait_until_healthy()
            self.assertIn('200', docker('run', '--rm', '--network', name, CLIENT, 'bash', '-c', script))
