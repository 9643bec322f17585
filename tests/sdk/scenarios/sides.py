"""Who answers a scenario's calls, and what was answered."""
from . import expect
from .outcome import Failed, Skipped
from .surface import Sent


class Side:
    """`answers` has each call with its answer, in order."""

    def __init__(self):
        self.answers = []

    def before(self, action):
        """Anything may be called."""

    def after(self, called, answer):
        self.answers.append((called, answer))


class EmulatorSide(Side):
    instance = 'rm-sdk0001'
    busy_instance = 'rm-sdk0002'

    def __init__(self, control):
        super().__init__()
        self._control = control

    def sent(self, error, code, status, message, host='127.0.0.1', retry_after=None):
        """What the emulator sent last, as its journal has it; it must have been this."""
        calls = self._control.calls()
        if not calls and not error['requestId']:
            raise Failed(f'No call has reached the emulator; the client reports {expect.shown(error)}')
        # Who is refused before the account is known is in another account's journal.
        call = calls[-1] if calls else self._control.call_of(error['requestId'])
        expect.same(f'what the emulator sent, in its journal\n  {expect.shown(call)}',
                    {'code': call['code'], 'status': call['status']}, {'code': code, 'status': status})
        return Sent(code, message, status, call['requestId'], host, retry_after)


class TargetSide(Side):
    """The real service, which is read alone unless `target` allows more."""

    def __init__(self, target):
        super().__init__()
        self._target = target

    @property
    def instance(self):
        if not self._target.instance:
            raise Skipped('it needs an instance: TARGET_INSTANCE names one')
        return self._target.instance

    busy_instance = instance

    def before(self, action):
        if not action.startswith('Describe') and not self._target.allows_writes:
            raise Skipped(f'{action} may write: TARGET_INSTANCE with TARGET_ALLOW_WRITES=1 allows it')

    def sent(self, *_, **__):
        """Nobody but the client can tell."""
        return None
