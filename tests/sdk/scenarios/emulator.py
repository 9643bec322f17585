"""Starts the program, and ends it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from .control import Control
from .outcome import Broken

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILDS = ('build/release/rds-emulator', 'build/dev/rds-emulator')


def program():
    named = os.environ.get('RDS_EMULATOR_BINARY')
    if named:
        if not os.access(named, os.X_OK):
            raise Broken(f'RDS_EMULATOR_BINARY is "{named}", which is no program')
        return str(pathlib.Path(named).resolve())
    for build in BUILDS:
        if (ROOT / build).exists():
            return str(ROOT / build)
    raise Broken(f'there is neither {" nor ".join(BUILDS)}; "make build" makes the first, or RDS_EMULATOR_BINARY names another')


class Emulator:
    """The running program; `with` ends it."""

    def __init__(self, fixture, *flags):
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix='rds-emulator-sdk-'))
        self.ca = str(self._folder / 'cert.pem')
        self._log = self._folder / 'log'
        start = self._folder / 'fixture.json'
        start.write_text(json.dumps(fixture))
        port = self._folder / 'port'
        command = [program(), '--port', '0', '--port-file', port, '--auth', 'signature', '--tls', 'auto',
                   '--tls-cert-file', self.ca, '--fixture', start, *flags]
        with self._log.open('wb') as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log)
        try:
            self.endpoint = f'127.0.0.1:{self._read(port)}'
        except Broken:
            self._end()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self._end()
        if self._process.returncode != 0 and kind is None:
            raise Broken(f'the emulator ended with code {self._process.returncode}: {self._said}')

    def control(self, account):
        return Control(self, account)

    def _end(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._said = self._log.read_text(errors='replace')[-2000:]
        shutil.rmtree(self._folder)

    def _read(self, port):
        for _ in range(6000):
            if port.exists():
                return port.read_text().strip()
            if self._process.poll() is not None:
                raise Broken(f'the emulator ended with code {self._process.returncode}: {self._log.read_text()[-2000:]}')
            time.sleep(0.01)
        raise Broken('the emulator was not ready within 60 s')
