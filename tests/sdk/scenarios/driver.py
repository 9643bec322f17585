"""A client's driver: a process that takes calls, one JSON object a line, and tells what the client made of each."""
import concurrent.futures
import itertools
import json
import subprocess
import threading

from .outcome import Broken

OUTCOMES = ('body', 'error', 'unsupported')


class Driver:
    """The running driver; `with` ends it. Any thread may call.

    `grace` is the seconds beyond the timeouts that the client is told, for its waits between tries.
    """
    patience = 60  # Seconds for it to end when its input does.

    def __init__(self, name, command, grace=60):
        self._name = name
        self._grace = grace
        self._ids = itertools.count(1)
        self._waiting = {}
        self._lock = threading.Lock()
        self._broken = None
        self._reported = False  # Whether a caller has learnt of it.
        self._said = b''
        self._process = subprocess.Popen(
            [command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=command.parent)
        self._readers = [threading.Thread(target=read, daemon=True) for read in (self._read_answers, self._read_errors)]
        for reader in self._readers:
            reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._process.stdin.close()
        except OSError:  # It is gone, with what was still to be written.
            pass
        try:
            self._process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise Broken(f'the driver of {self._name} did not end with its input') from None
        finally:
            self._process.wait()
            for reader in self._readers:
                reader.join()
            self._process.stdout.close()
            self._process.stderr.close()
        if self._process.returncode != 0 and not self._reported:
            raise Broken(self._end())

    def call(self, request):
        answer = concurrent.futures.Future()
        with self._lock:
            number = next(self._ids)
            self._waiting[number] = answer  # Before it is sent: the answer may be quick.
            self._send(json.dumps({'id': number, **request}).encode() + b'\n')
        seconds = (request['retries'] + 1) * request['timeoutMs'] / 1000 + self._grace
        try:
            return answer.result(seconds)
        except TimeoutError:
            raise Broken(f'the driver of {self._name} did not answer {request["action"]} within {seconds:g} s') from None

    def _send(self, line):
        if self._broken:
            raise self._report(self._broken)
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError:
            raise self._report(self._end()) from None

    def _read_answers(self):
        for line in self._process.stdout:
            try:
                answer = json.loads(line)
                number = answer.pop('id')
                waiting = self._waiting[number]
                [outcome] = answer
                if outcome not in OUTCOMES:
                    raise ValueError(outcome)
            except (ValueError, KeyError, TypeError, AttributeError):
                self._break(f'the driver of {self._name} wrote what is no answer to a call: {line[:300]!r}')
                return
            del self._waiting[number]
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
            answer.set_exception(self._report(why))

    def _report(self, why):
        """What a caller is to get."""
        self._reported = True
        return Broken(why)
