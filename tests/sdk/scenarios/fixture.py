"""What every account of the emulator starts with: one instance, and who may call."""
from .sides import EmulatorSide

SECRET = 'testsecret'


def document():
    return {
        # A job that is started stays as it is until a scenario moves it.
        'settings': {'jobPlan': 'held'},
        'instances': [{'id': EmulatorSide.instance}],
    }
