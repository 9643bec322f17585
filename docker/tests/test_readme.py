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
    blocks = re.findall(r'^```sh\n(.*?)^```$', README, re.M | re.S)
    if not COMPOSE:
        return [block for block in blocks if 'docker-compose' not in block]
    return [block.replace('docker-compose', ' '.join(COMPOSE)) for block in blocks]


def run(block, home):
    """With curl made strict."""
    return subprocess.run(['timeout', '300', 'bash', '-euo', 'pipefail', '-c', block], cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, env={**os.environ, 'CURL_HOME': home}, check=False)


@unittest.skipUnless(os.environ.get('RDS_ENGINE_OF_OUR_OWN'), 'its containers and volumes may be yours: --start-engine runs it')
class Readme(unittest.TestCase):
    def test_its_commands_work(self):
        with tempfile.TemporaryDirectory() as home:
            pathlib.Path(home, '.curlrc').write_text('fail\nsilent\nshow-error\nmax-time = 60\n')
            for block in commands():
                with self.subTest(block):
                    done = run(block, home)
                    self.assertEqual(done.returncode, 0, f'{block}\n{done.stdout}')
