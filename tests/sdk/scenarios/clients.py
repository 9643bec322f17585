"""The clients: each folder of tests/sdk that has a driver."""
import json
import pathlib
import subprocess

from .outcome import Broken, Skipped

FOLDER = pathlib.Path(__file__).resolve().parent.parent
TOOLCHAIN_IS_MISSING = 77
PATIENCE = 900  # Seconds for a client to be fetched and built.


class Client:
    def __init__(self, folder):
        self.name = folder.name
        self.driver = folder / 'driver'
        self._folder = folder

    def prepare(self):
        try:
            done = subprocess.run([self._folder / 'prepare'], cwd=self._folder, stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, errors='replace', timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise Broken(f'{self.name}/prepare had not ended after {PATIENCE} s') from None
        if done.returncode == TOOLCHAIN_IS_MISSING:
            raise Skipped(done.stderr.strip() or 'its toolchain is missing')
        if done.returncode != 0:
            raise Broken(f'{self.name}/prepare ended with code {done.returncode}:\n{(done.stdout + done.stderr)[-4000:]}')

    def expectations(self):
        file = self._folder / 'expectations.json'
        if not file.exists():
            return {}
        try:
            return json.loads(file.read_text())
        except ValueError as why:
            raise Broken(f'{self.name}/expectations.json: {why}') from None


def every():
    return [Client(driver.parent) for driver in sorted(FOLDER.glob('*/driver'))]


def named(names):
    known = {client.name: client for client in every()}
    for name in names:
        if name not in known:
            raise Broken(f'"{name}" is not one of the clients {", ".join(known)}')
    return [known[name] for name in names] or list(known.values())
