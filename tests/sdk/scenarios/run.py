"""Runs the scenarios of one client."""
import concurrent.futures
import dataclasses
import time
import traceback

from . import target as targets
from .driver import Driver
from .fixture import SECRET, Keys
from .outcome import Broken, Failed, Skipped, Unsupported
from .rds import DEFAULTS, Rds, Refused
from .sides import EmulatorSide
from .summary import say

AT_A_TIME = 8
ENDINGS = {Failed: 'failed', Refused: 'failed', Broken: 'failed', Skipped: 'skipped', Unsupported: 'unsupported'}


@dataclasses.dataclass(frozen=True)
class Result:
    scenario: str
    ending: str
    why: str = ''


def account_of(client, scenario):
    """16 digits, which nobody else uses: client and scenario are their places in the lists."""
    return f'5{client:03}{scenario:012}'


def _on_emulator(scenario, driver, emulator, account, expectations):
    control = emulator.control(account)
    connection = {**DEFAULTS, 'endpoint': emulator.endpoint, 'accessKeyId': account, 'accessKeySecret': SECRET}
    rds = Rds(driver, EmulatorSide(control), connection, expectations)
    scenario.run(rds=rds, emulator=control, keys=Keys(account))


def _ended(name, run):
    """How it ended, as a value."""
    try:
        run()
    except tuple(ENDINGS) as end:
        return Result(name, ENDINGS[type(end)], str(end))
    except Exception:  # A mistake in the scenario, such as a member that an answer lacks.
        return Result(name, 'failed', traceback.format_exc())
    return Result(name, 'passed')


def run_client(client, place, scenarios, emulator, target=None):
    """All results, and the seconds they took. A target is asked by one scenario at a time."""
    say(f'{client.name}: {len(scenarios)} scenarios')
    begin = time.monotonic()
    expectations = client.expectations()

    def one(numbered):
        number, scenario = numbered
        account = account_of(place, number)
        if target:
            return _ended(scenario.name, lambda: targets.compare(scenario, driver, target, emulator, account, expectations))
        return _ended(scenario.name, lambda: _on_emulator(scenario, driver, emulator, account, expectations))

    with Driver(client.name, client.driver) as driver, \
            concurrent.futures.ThreadPoolExecutor(1 if target else AT_A_TIME) as pool:
        results = list(pool.map(one, enumerate(scenarios)))
    return results, time.monotonic() - begin
