"""The comparison with the real service, which another emulator stands for here: one that is alike, and some that are not."""
import os
import subprocess
import sys
import unittest

from .. import clients
from ..emulator import Emulator
from ..outcome import Skipped

CLIENT = 'node-pop-core'
KEY = '7000000000000001'
SECRET, TOKEN = 'a-secret-of-its-own', 'CAIS/token+of=its/own'
INSTANCE = 'rm-real'


def fixture(**members):
    return {
        'settings': {'jobPlan': 'held'},
        'instances': [{'id': INSTANCE}],
        'identities': {
            'accessKeys': [{'id': KEY, 'secret': SECRET}],
            'roles': [{'name': 'reader', 'account': KEY}],
            'stsTokens': [{'accessKeyId': 'STS.real', 'secret': SECRET, 'securityToken': TOKEN, 'role': 'reader',
                           'account': KEY}],
        },
        **members,
    }


class Targets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        [client] = clients.named([CLIENT])
        try:
            client.prepare()
        except Skipped as why:
            if os.environ.get('CI'):
                raise
            raise unittest.SkipTest(str(why)) from None

    def compare(self, target, *arguments, **variables):
        """The exit code and what was printed."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(('TARGET', 'ALIBABA_'))}
        environment |= {'TARGET': target.endpoint, 'TARGET_PROTOCOL': 'http', 'ALIBABA_CLOUD_ACCESS_KEY_ID': KEY,
                        'ALIBABA_CLOUD_ACCESS_KEY_SECRET': SECRET, **variables}
        done = subprocess.run([sys.executable, '-m', 'scenarios', CLIENT, *arguments], cwd=clients.FOLDER, env=environment,
                              capture_output=True, text=True, timeout=100)
        return done.returncode, done.stdout + done.stderr

    def assert_differs(self, target, scenario, *lines, **variables):
        code, printed = self.compare(target, '--scenario', scenario, TARGET_INSTANCE=INSTANCE, **variables)
        self.assertEqual(code, 1, printed)
        for line in lines:
            self.assertIn(line, printed)

    def test_a_target_that_is_alike_shows_no_difference(self):
        with Emulator(fixture()) as target:
            code, printed = self.compare(target, TARGET_INSTANCE=INSTANCE, TARGET_ALLOW_WRITES='1')
        self.assertEqual(code, 0, printed)
        self.assertRegex(printed, f'{CLIENT}: [1-9][0-9]+ passed, 0 failed')

    def test_nothing_is_written_unless_it_is_allowed(self):
        with Emulator(fixture()) as target:
            _, printed = self.compare(target, TARGET_INSTANCE=INSTANCE)
            _, without_instance = self.compare(target, TARGET_ALLOW_WRITES='1')
            called = {call['action'] for call in target.control('*').all_calls()}
        self.assertEqual(called, {'DescribeBackupTasks', 'DescribeNothing'})
        self.assertIn('TARGET_INSTANCE with TARGET_ALLOW_WRITES=1 allows it', printed)
        self.assertIn('TARGET_INSTANCE with TARGET_ALLOW_WRITES=1 allows it', without_instance)
        self.assertIn('it needs an instance: TARGET_INSTANCE names one', without_instance)

    def test_scenarios_that_need_the_emulator_are_skipped_and_named(self):
        with Emulator(fixture()) as target:
            _, printed = self.compare(target)
        self.assertIn("skipped: a throttled caller learns how long to wait", printed)
        self.assertIn("it needs the emulator's clock, faults or fixtures", printed)

    def test_another_code_is_reported_by_field(self):
        fault = {'action': 'DescribeBackupTasks', 'code': 'Odd.Code', 'status': 418, 'message': 'short', 'always': True}
        with Emulator(fixture(faults=[fault])) as target:
            self.assert_differs(
                target, 'describing an instance that there is not',
                'error code\n      emulator  "InvalidDBInstanceName.NotFound"\n      target    "Odd.Code"',
                'error status\n      emulator  404\n      target    418',
                'error message\n      emulator  "Invalid DBInstanceId NotFound."\n      target    "short"')

    def test_an_answer_in_the_place_of_an_error_is_reported(self):
        with Emulator(fixture(instances=[{'id': INSTANCE}, {'id': 'rm-sdk-none'}])) as target:
            self.assert_differs(target, 'describing an instance that there is not',
                                'what came\n      emulator  {"error"', 'target    {"body"')

    def test_members_that_the_emulator_does_not_send_are_reported_by_field(self):
        with Emulator(fixture(settings={'jobPlan': 'instant'})) as target:
            self.assert_differs(target, 'a new backup is listed at once',
                                'Items.BackupJob[].BackupId\n      emulator  absent\n      target    text',
                                TARGET_ALLOW_WRITES='1')

    def test_a_scenario_that_ends_otherwise_there_says_how(self):
        job = {'id': 1, 'instance': INSTANCE, 'status': 'Uploading', 'plan': 'held'}
        with Emulator(fixture(backupJobs=[job])) as target:
            self.assert_differs(target, 'a job that there is not', 'on the target: the list\n      expected  []')

    def test_a_target_that_cannot_be_reached_is_a_difference(self):
        with Emulator(fixture()) as target:
            pass
        self.assert_differs(target, 'describing without',
                            'error code\n      emulator  "MissingDBInstanceId"\n      target    "ECONNREFUSED"')

    def test_secrets_and_tokens_are_not_printed(self):
        with Emulator(fixture()) as target:
            code, printed = self.compare(target, ALIBABA_CLOUD_ACCESS_KEY_ID='STS.real', ALIBABA_CLOUD_SECURITY_TOKEN=TOKEN,
                                         TARGET_INSTANCE='rm-wrong')
        self.assertEqual(code, 1, printed)
        for secret in (SECRET, TOKEN, 'CAIS%2F'):
            self.assertNotIn(secret, printed)

    def test_without_keys_it_says_what_is_missing(self):
        with Emulator(fixture()) as target:
            code, printed = self.compare(target, ALIBABA_CLOUD_ACCESS_KEY_SECRET='')
        self.assertEqual(code, 1)
        self.assertEqual(printed, f'tests/sdk/run: TARGET={target.endpoint} needs ALIBABA_CLOUD_ACCESS_KEY_SECRET\n')
