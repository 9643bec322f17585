"""What the tests share: the engine's commands, containers that are gone afterwards, and calls to the emulator."""
import contextlib
import json
import pathlib
import subprocess
import time
import urllib.parse
import urllib.request

IMAGE = 'rds-emulator'
ROOT = pathlib.Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for what must come, be the machine ever so slow
INSTANCE = 'rm-bp1emulator00002'  # of the default fixture


def report(text):
    print(f'  {text}', flush=True)


def docker(*words):
    done = subprocess.run(['docker', *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f'docker {" ".join(words)}: code {done.returncode}: {done.stderr.strip()}')
    return done.stdout.strip()


def inspect(name, what):
    return json.loads(docker('inspect', '--format', f'{{{{json .{what}}}}}', name))


class Container:
    def __init__(self, *options, image=IMAGE, arguments=()):
        self.began = time.monotonic()
        self.id = docker('run', '--detach', *options, image, *arguments)

    def remove(self):
        docker('rm', '--force', '--volumes', self.id)

    def wait_until_healthy(self, patience=PATIENCE):
        """How long it took since `docker run`."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if inspect(self.id, 'State')['Health']['Status'] == 'healthy':
                return time.monotonic() - self.began
            time.sleep(0.05)
        raise AssertionError(f'not healthy after {patience} s: {inspect(self.id, "State")}\n{self.log()}')

    def log(self):
        done = subprocess.run(['docker', 'logs', self.id], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True)
        return done.stdout

    def endpoint(self):
        return docker('port', self.id, '2014/tcp').splitlines()[0]


@contextlib.contextmanager
def container(*options, **more):
    running = Container(*options, **more)
    try:
        yield running
    finally:
        running.remove()


@contextlib.contextmanager
def emulator(*options, **more):
    """One that is healthy, and published on a free port of 127.0.0.1."""
    with container('--publish', '127.0.0.1::2014', *options, **more) as running:
        running.wait_until_healthy()
        yield running


@contextlib.contextmanager
def volume():
    name = docker('volume', 'create')
    try:
        yield name
    finally:
        docker('volume', 'rm', name)


def call(endpoint, action, key=None, scheme='http', context=None, **parameters):
    parameters = {'Action': action, 'DBInstanceId': INSTANCE, 'Format': 'JSON', **parameters}
    if key:
        parameters['AccessKeyId'] = key
    address = f'{scheme}://{endpoint}/?{urllib.parse.urlencode(parameters)}'
    with urllib.request.urlopen(address, timeout=PATIENCE, context=context) as answer:
        return json.load(answer)


def statuses(endpoint, **parameters):
    return [job['BackupStatus'] for job in call(endpoint, 'DescribeBackupTasks', **parameters)['Items']['BackupJob']]
