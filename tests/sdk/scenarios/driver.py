"""A client's driver: a process that takes calls, one JSON object a line, and tells what the client made of each."""
import concurrent.futures
import itertools
import json
import subprocess
import threading

from .outcome import Broken

GRACE = 60  # Seconds beyond the timeouts that the client was told, for its waits between tries.


class Driver:
    """The running driver; `with` ends it. Any thread may call."""

    def __init__(self, name, command):
        self._name = name
        self._ids = itertools.count(1)
        self._waiting = {}
        self._lock = threading.Lock()
        self._broken = None
        self._said = b''
        self._process = subprocess.Popen(
            [command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=command.parent)
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read_answers, self._read_errors)]
        for reader in self._readers:
            reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def call(self, request):
        answer = concurrent.futures.Future()
        with self._lock:
            number = next(self._ids)
            self._waiting[number] = answer  # Before it is sent: the answer may be quick.
            self._send(json.dumps({'id': number, **request}).encode() + b'\n')
        seconds = (request['retries'] + 1) * request['timeoutMs'] / 1000 + GRACE
        try:
            return answer.result(seconds)
        except TimeoutError:
            raise Broken(f'the driver of {self._name} did not answer {request["action"]} within {seconds:g} s') from None

    def _send(self, line):
        if self._broken:
            raise Broken(self._broken)
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError:
            raise Broken(self._end()) from None

    def _read_answers(self):
        for line in self._process.stdout:
            try:
                answer = json.loads(line)
                waiting = self._waiting.pop(answer.pop('id'))
            except (ValueError, KeyError, TypeError, AttributeError):
                self._break(f'the driver of {self._name} wrote what is no answer to a call: {line[:300]!r}')
                return
            waiting.set_result(answer)
        self._break(self._end())

    def _read_errors(self):
        for line in self._process.stderr:
            self._said = (self._said + line)[-4000:]

    def _end(self):
        try:
            code = self._process.wait(5)
        except subprocess.TimeoutExpired:
            return f'the driver of {self._name} closed its output'
        self._readers[1].join(1)
        said = self._said.decode(errors='replace').strip() or 'nothing on stderr'
        return f'the driver of {self._name} ended with code {code}: {said}'

    def _break(self, why):
        with self._lock:
            self._broken = why
            waiting, self._waiting = self._waiting, {}
        for answer in waiting.values():
            answer.set_exception(Broken(why))
