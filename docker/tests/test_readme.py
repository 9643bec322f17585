"""The commands of docker/README.md, as they stand there."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from kit import ROOT
from test_compose import COMPOSE

README = (ROOT / 'docker' / 'README.md').read_text()


def commands():
    return [re.sub('docker-compose', ' '.join(COMPOSE or []), block) for block in re.findall(r'^```sh\n(.*?)^```$', README, re.M | re.S)
            if COMPOSE or 'docker-compose' not in block]


class Readme(unittest.TestCase):
    def test_its_commands_work(self):
        with tempfile.TemporaryDirectory() as home:
            pathlib.Path(home, '.curlrc').write_text('fail\nsilent\nshow-error\nmax-time = 10\n')
            for block in commands():
                with self.subTest(block):
                    done = subprocess.run(['timeout', '60', 'bash', '-euo', 'pipefail', '-c', block], cwd=ROOT, check=False, text=True,
                                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, 'CURL_HOME': home})
                    self.assertEqual(done.returncode, 0, f'{block}\n{done.stdout}')
