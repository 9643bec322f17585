"""A container of the image: how it starts, serves and ends, however little it is given."""
import concurrent.futures
import subprocess
import time
import unittest

from kit import IMAGE, call, container, docker, emulator, inspect, report

SMALL = ('--memory', '32m', '--memory-swap', '32m')  # none to swap to
LOCKED = ('--read-only', '--network', 'none', '--user', '12345:54321', *SMALL, '--cap-drop', 'ALL',
          '--security-opt', 'no-new-privileges')


def seconds_to_stop(running):
    began = time.monotonic()
    docker('stop', running.id)
    return time.monotonic() - began


def memory(running):
    return docker('stats', '--no-stream', '--format', '{{.MemUsage}}', running.id)


class Start(unittest.TestCase):
    def test_it_becomes_healthy(self):
        with container() as running:
            seconds = running.wait_until_healthy()
        report(f'healthy {seconds:.2f} s after docker run')

    def test_it_needs_no_network_no_root_no_capability_and_little_memory(self):
        with container(*LOCKED) as running:
            running.wait_until_healthy()
            report(f'memory: {memory(running)}')

    def test_what_stops_a_start_is_one_line_and_code_2(self):
        done = subprocess.run(['docker', 'run', '--rm', IMAGE, '--job-plan', 'pols'], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertIn('"pols"', done.stderr)


class Service(unittest.TestCase):
    def test_its_published_port_answers(self):
        with emulator() as running:
            self.assertRegex(call(running.endpoint(), 'CreateBackup')['BackupJobId'], r'^\d+$')

    def test_options_are_arguments_or_variables(self):
        for options, arguments in ((['--env', 'RDS_EMULATOR_PORT=2015'], []), ([], ['--port', '2015'])):
            with self.subTest(options or arguments), container(*options, arguments=arguments) as running:
                running.wait_until_healthy()
                self.assertIn('READY http://0.0.0.0:2015', running.log())

    def test_it_serves_under_load_within_its_memory(self):
        with emulator(*SMALL) as running, concurrent.futures.ThreadPoolExecutor(64) as pool:
            endpoint = running.endpoint()
            for answer in pool.map(lambda _: call(endpoint, 'DescribeBackupTasks'), range(2000)):
                self.assertEqual(answer['Items']['BackupJob'], [])
            self.assertRegex(call(endpoint, 'CreateBackup')['BackupJobId'], r'^\d+$')
            self.assertFalse(inspect(running.id, 'State')['OOMKilled'])
            limits = inspect(running.id, 'HostConfig')
            self.assertEqual((limits['Memory'], limits['MemorySwap']), (32 << 20, 32 << 20), 'the engine dropped a limit')
            report(f'memory after 64 at a time: {memory(running)}')


class Stop(unittest.TestCase):
    def test_it_ends_by_itself_and_well(self):
        """Its code would be 137, had the engine killed it in the end."""
        with emulator() as running:
            report(f'docker stop took {seconds_to_stop(running):.2f} s')
            self.assertEqual(inspect(running.id, 'State')['ExitCode'], 0, running.log())
