"""What the runner makes of drivers, good and bad: small ones, written here in Python."""
import concurrent.futures
import pathlib
import subprocess
import sys
import tempfile
import unittest

from .. import clients
from ..driver import Driver
from ..outcome import Broken

CALL = {'action': 'DescribeBackupTasks', 'parameters': {}, 'retries': 0, 'timeoutMs': 1000}
ECHO = ('for line in sys.stdin:\n    call = json.loads(line)\n'
        '    print(json.dumps({"id": call["id"], "body": call["parameters"]}), flush=True)')


class Drivers(unittest.TestCase):
    def driver(self, source, grace=60):
        folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(folder.rmdir)
        file = folder / 'driver'
        self.addCleanup(file.unlink)
        file.write_text(f'#!{sys.executable}\nimport json, sys, time\n{source}\n')
        file.chmod(0o755)
        return Driver('mine', file, grace)

    def assert_broken(self, source, said, grace=60):
        with self.driver(source, grace) as driver, self.assertRaisesRegex(Broken, said):
            driver.call(CALL)

    def test_an_answer_is_given_to_the_call_with_its_id(self):
        swapped = ('calls = [json.loads(sys.stdin.readline()) for _ in range(2)]\n'
                   'for call in reversed(calls): print(json.dumps({"id": call["id"], "body": call["parameters"]}), flush=True)')
        with self.driver(swapped) as driver, concurrent.futures.ThreadPoolExecutor() as pool:
            answers = list(pool.map(lambda name: driver.call({**CALL, 'parameters': {'Name': name}}), ('a', 'b')))
        self.assertEqual(answers, [{'body': {'Name': 'a'}}, {'body': {'Name': 'b'}}])

    def test_many_calls_at_a_time_all_get_their_own_answers(self):
        with self.driver(ECHO) as driver, concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda number: driver.call({**CALL, 'parameters': {'N': number}}), range(200)))
        self.assertEqual(answers, [{'body': {'N': number}} for number in range(200)])

    def test_a_driver_that_dies_is_named_with_its_code_and_its_last_words(self):
        self.assert_broken('sys.stdin.readline(); sys.exit("no such module")', 'mine ended with code 1: no such module')

    def test_a_driver_that_dies_at_once_is_named_as_well(self):
        self.assert_broken('sys.exit(3)', 'mine ended with code 3: nothing on stderr')

    def test_every_call_after_its_death_says_why(self):
        with self.driver('sys.stdin.readline(); sys.exit("dead")') as driver:
            for _ in range(3):
                with self.assertRaisesRegex(Broken, 'ended with code 1: dead'):
                    driver.call(CALL)

    def test_rubbish_is_shown(self):
        for rubbish in ('npm notice: new version', '[1]', '{"body": {}}', '{"id": 99, "body": {}}', '{"id": {}}'):
            with self.subTest(rubbish):
                self.assert_broken(f'print({rubbish!r}, flush=True); sys.stdin.read()',
                                   'mine wrote what is no answer to a call: b\'')

    def test_an_answer_without_an_outcome_is_rubbish(self):
        self.assert_broken('print(json.dumps({"id": 1}), flush=True); sys.stdin.read()',
                           'mine wrote what is no answer to a call')

    def test_a_driver_that_stays_silent_is_not_waited_for_for_ever(self):
        self.assert_broken('sys.stdin.read()', 'mine did not answer DescribeBackupTasks within 1.2 s', 0.2)

    def test_one_that_dies_after_its_answers_is_named_at_the_end(self):
        dies = f'{ECHO}\n    break\nsys.exit("leaked")'
        driver = self.driver(dies)
        with self.assertRaisesRegex(Broken, 'mine ended with code 1: leaked'), driver:
            driver.call(CALL)
            driver._process.wait(10)
            driver._readers[0].join(10)

    def test_one_that_does_not_end_with_its_input_is_named(self):
        driver = self.driver('for line in sys.stdin: pass\ntime.sleep(60)')
        driver.patience = 0.2
        with self.assertRaisesRegex(Broken, 'mine did not end with its input'), driver:
            pass

    def test_process_each_ends_badly_if_one_of_its_processes_was_killed(self):
        killed = 'import os, sys\nfor line in sys.stdin: pass\nos.kill(os.getpid(), 9)'
        done = subprocess.run([clients.FOLDER / 'process-each', 'ca', sys.executable, '-c', killed],
                              input=b'{"ca": null}\n', timeout=60)
        self.assertEqual(done.returncode, 1)
