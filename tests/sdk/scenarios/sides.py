"""Who answers a scenario's calls."""
from . import expect
from .surface import Sent


class EmulatorSide:
    """Knows, from the journal, what was sent."""
    instance = 'rm-sdk0001'

    def __init__(self, control):
        self._control = control

    def before(self, action):
        """Anything may be called."""

    def after(self, called, **answer):
        """Nothing is kept."""

    def sent(self, error, code, status, message, host='127.0.0.1', retry_after=None):
        """The last call in the journal, which must have been answered like this."""
        calls = self._control.calls()
        # Who is refused before the account is known is in another account's journal.
        call = calls[-1] if calls else self._control.get(f'requests/{error["requestId"]}')
        expect.same(f'what the emulator sent, in its journal\n  {expect.shown(call)}',
                    {'code': call['code'], 'status': call['status']}, {'code': code, 'status': status})
        return Sent(code, message, status, call['requestId'], host, retry_after)
