"""What a client's error object offers of an error that the service sent, or of none: its expectations.json.

Each member is a template over what was sent, `{Code}` for example, or null where the client offers nothing; `*` stands for any
text. Where some errors look otherwise, the members of what `_kinds` names replace those of "error".
"""
import dataclasses
import re

from . import expect
from .outcome import Failed

MEMBERS = ('type', 'code', 'message', 'requestId', 'status', 'recommend', 'hostId', 'retryAfterMs', 'text')


@dataclasses.dataclass(frozen=True)
class Sent:
    """An error as the emulator sent it."""
    code: str
    message: str
    status: int
    request_id: str
    host: str
    retry_after: int | None = None

    def values(self):
        return {
            'Code': self.code,
            'Message': self.message,
            'Status': self.status,
            'RequestId': self.request_id,
            'HostId': self.host,
            'Recommend': f'https://api.aliyun.com/troubleshoot?q={self.code}&product=Rds&requestId={self.request_id}',
            'RetryAfter': self.retry_after,
        }


def _filled(template, values):
    if not isinstance(template, str):
        return template
    whole = re.fullmatch(r'\{(\w+)\}', template)
    if whole:
        return values[whole[1]]
    return re.sub(r'\{(\w+)\}', lambda name: str(values[name[1]]), template)


def _surface(expectations, *names):
    found = {}
    for name in names:
        found.update(expectations.get(name, {}))
    missing = [member for member in MEMBERS if member not in found]
    if missing:
        raise Failed(f'expectations.json: "{names[0]}" does not say what the client offers as {", ".join(missing)}')
    return found


def _compare(what, error, surface, values):
    for member in MEMBERS:
        expect.matches(f'{what}: {member} of the error\n  {expect.shown(error)}', error.get(member),
                       _filled(surface[member], values))


def said(error, expectations):
    """The service's own message, out of what the client made of it; None if it is not made like that."""
    template = expectations.get('error', {}).get('message') or '{Message}'
    parts = [f'(?P<{part[1:-1]}>.*)' if part.startswith('{') else expect.pattern(part)
             for part in re.split(r'(\{\w+\})', template)]
    found = re.fullmatch(''.join(parts), error.get('message') or '', re.DOTALL)
    return found and found['Message']


def _kinds(sent):
    yield 'error'
    if sent.status >= 500:
        yield 'error 5xx'
    if 'Throttling' in sent.code:
        yield 'error Throttling'
    if sent.retry_after is not None:
        yield 'error retryAfter'
    if 'redacted' in sent.message:  # a client that compares StringToSigns finds another one than its own
        yield 'error redacted'
    else:
        yield f'error {sent.code}'


def refused(what, error, sent, expectations):
    """An error that came from the service."""
    _compare(what, error, _surface(expectations, *_kinds(sent)), sent.values())


def cut_off(what, error, kind, expectations, retries=0):
    """An error without an answer: "closed", "late" or "untrusted"."""
    kinds = [kind, f'{kind} after retries'] if retries else [kind]
    _compare(what, error, _surface(expectations, *kinds), {})
