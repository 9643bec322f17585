"""Runs the scenarios of one client, several at a time."""
import concurrent.futures
import dataclasses
import time
import traceback

from .control import Control
from .driver import Driver
from .fixture import SECRET
from .outcome import Broken, Failed, Skipped, Unsupported
from .rds import DEFAULTS, Rds, Refused
from .sides import EmulatorSide

AT_A_TIME = 8
ENDINGS = {Failed: 'failed', Refused: 'failed', Broken: 'failed', Skipped: 'skipped', Unsupported: 'unsupported'}


@dataclasses.dataclass
class Result:
    scenario: str
    ending: str
    why: str = ''


def account_of(client, scenario):
    """16 digits, which nobody else uses: client and scenario are their places in the lists."""
    return f'5{client:03}{scenario:012}'


def run_on_emulator(scenario, driver, emulator, account, expectations):
    control = Control(emulator.endpoint, account)
    connection = {**DEFAULTS, 'endpoint': emulator.endpoint, 'accessKeyId': account, 'accessKeySecret': SECRET}
    rds = Rds(driver, EmulatorSide(control), connection, expectations)
    if scenario.needs_emulator:
        scenario.run(rds, control)
    else:
        scenario.run(rds)


def ended(scenario, run):
    """How it ended, as a value."""
    try:
        run()
    except tuple(ENDINGS) as end:
        return Result(scenario.name, ENDINGS[type(end)], str(end))
    except Exception:  # A mistake in the scenario, such as a member that an answer lacks.
        return Result(scenario.name, 'failed', traceback.format_exc())
    return Result(scenario.name, 'passed')


def run_client(client, place, scenarios, emulator):
    """All results, and the seconds they took."""
    begin = time.monotonic()
    expectations = client.expectations()
    with Driver(client.name, client.driver) as driver, concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
        def one(numbered):
            number, scenario = numbered
            account = account_of(place, number)
            return ended(scenario, lambda: run_on_emulator(scenario, driver, emulator, account, expectations))
        results = list(pool.map(one, enumerate(scenarios)))
    return results, time.monotonic() - begin
