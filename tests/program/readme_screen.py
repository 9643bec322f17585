"""Runs commands as README shows them, and makes what they print comparable."""
import os
import pathlib
import re
import signal
import subprocess
import time

ASSIGNMENTS = r"(?:\w+=(?:'[^']*'|\S*) )*"
SERVES = re.compile(rf'^{ASSIGNMENTS}rds-emulator(?! (?:check|healthcheck|--help|--version)\b)', re.MULTILINE)
READY = re.compile(r'READY https?://[^ ]+:(\d+)')
# Not that of 2014-08-15.
USUAL_PORT = re.compile(r'\b2014\b(?!-)')

# What no two runs have in common.
VOLATILE = [
    (re.compile(r'\r'), ''),
    (re.compile(r' https?://\[::1\]:\d+'), ''),  # not everywhere
    (re.compile(r'(127\.0\.0\.1|localhost):\d+'), r'\1:<port>'),
    (re.compile(r'[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}'), '<RequestId>'),
    (re.compile(r'\bkill \d+'), 'kill <pid>'),
    (re.compile(r'\n '), ''),  # README breaks long lines, and begins what follows with a space more
    (re.compile(r'\n\Z'), ''),  # most answers have no line end
]

# Commands that print one of these are meant to fail.
FAILURE = re.compile(
    r'^HTTP/1\.1 [45]|^x-rds-emulator-hint: |"Code":"|"title":"[^"]*","status":[45]|^curl: |^rds-emulator: ', re.MULTILINE
)

BASH = ['bash', '-euo', 'pipefail', '-c']
PATIENCE = 60  # seconds


def comparable(text):
    for pattern, name in VOLATILE:
        text = pattern.sub(name, text)
    return text


class Screen:
    """A chapter's folder and its emulators; those that are still running are stopped at the end."""

    def __init__(self, program, folder):
        self.folder = pathlib.Path(folder)
        self.port = None
        self.running = []
        inherited = {name: value for name, value in os.environ.items() if not name.startswith('RDS_')}
        self.environment = inherited | {
            'PATH': f'{pathlib.Path(program).resolve().parent}:{os.environ["PATH"]}',
            'CURL_HOME': folder,
            'RDS_EMULATOR_PORT': '0',
        }

    def use_client(self, folder):
        """Lets commands run with what is installed in a folder of tests/sdk. False: nothing is."""
        modules, packages, jars = folder / 'node_modules', folder / '.venv' / 'bin', folder / 'target' / 'dependency'
        if modules.exists():
            self.environment['NODE_PATH'] = str(modules)
        elif packages.exists():
            self.environment['PATH'] = f'{packages}:{self.environment["PATH"]}'
        elif jars.exists():
            self.environment['CLASSPATH'] = f'{jars}/*'
        elif (folder / 'build' / 'driver').exists():
            for name in ('go.mod', 'go.sum'):
                text = (folder / name).read_text().replace('=> ../', f'=> {folder.parent}/')
                (self.folder / name).write_text(text)
        else:
            return False
        return True

    def write(self, name, text):
        (self.folder / name).write_text(self.with_port(text))

    def run(self, commands, answer=''):
        """What they print, to whichever of the two outputs, and the code of the first that fails."""
        # On a terminal curl shows no progress; here it must be told.
        fails = 'no-fail-with-body' if FAILURE.search(answer) else 'fail-with-body'
        (self.folder / '.curlrc').write_text(f'silent\nshow-error\n{fails}\n')
        done = subprocess.run(
            [*BASH, self.with_port(commands)], cwd=self.folder, env=self.environment, text=True,
            timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        return done.stdout, done.returncode

    def start(self, commands, beside=False, answer=''):
        """Commands that end with an emulator: what they print until it is ready, or until they end."""
        if beside:
            commands = self.with_port(commands)
        else:
            self.close()
        output = self.folder / f'.output-{len(self.running)}'
        with output.open('w') as file:
            process = subprocess.Popen(
                [*BASH, commands], cwd=self.folder, env=self.environment, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=file, stderr=file,
            )
        self.running.append(process)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            ended = process.poll() is not None
            printed = output.read_text()
            ready = READY.search(printed)
            if ready and not beside:
                self.port = ready[1]
            # Some of it may follow READY.
            if ended or (ready and (not answer or comparable(printed) == comparable(answer))):
                return printed, process.poll() or 0
            time.sleep(0.01)
        return printed, None

    def with_port(self, text):
        """Names the port of the emulator that runs; if none does and the text names one, starts it."""
        if not USUAL_PORT.search(text):
            return text
        if self.port is None:
            self.start('rds-emulator')
        return USUAL_PORT.sub(self.port, text)

    def close(self):
        for process in self.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)  # the shell and what it has started
            process.wait(PATIENCE)
        self.running.clear()
