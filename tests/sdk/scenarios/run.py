"""Runs the scenarios of one client."""
import concurrent.futures
import dataclasses
import time
import traceback

from . import scenario as scenario_list
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
    try:
        scenario.run(rds=rds, emulator=control, keys=Keys(account))
    except Skipped as why:
        raise Failed(f'it was skipped, and the emulator has all that a scenario needs: {why}') from None


def _ended(name, run, shown):
    """How it ended, as a value; `shown` makes of a text what may be printed."""
    try:
        run()
    except tuple(ENDINGS) as end:
        return Result(name, ENDINGS[type(end)], shown(str(end)))
    except Exception:  # A mistake in the scenario, such as a member that an answer lacks.
        return Result(name, 'failed', shown(traceback.format_exc()))
    return Result(name, 'passed')


def _as_listed(result, unsupported):
    """A client that can no longer do something, or now can, must not go unnoticed."""
    if result.ending == 'unsupported' and result.scenario not in unsupported:
        return Result(result.scenario, 'failed', f'{result.why}\nexpectations.json does not list it as unsupported')
    if result.ending == 'passed' and result.scenario in unsupported:
        return Result(result.scenario, 'failed', 'expectations.json lists it as unsupported, and it passed')
    return result


def _unsupported(client, expectations):
    listed = set(expectations.get('unsupported', []))
    unknown = listed - {one.name for one in scenario_list.every()}
    if unknown:
        raise Broken(f'{client.name}/expectations.json lists as unsupported what is no scenario: {", ".join(sorted(unknown))}')
    return listed


def run_client(client, place, scenarios, emulator, target=None):
    """All results, and the seconds they took. A target is asked by one scenario at a time."""
    say(f'{client.name}: {len(scenarios)} scenarios')
    begin = time.monotonic()
    expectations = client.expectations()
    unsupported = _unsupported(client, expectations)
    shown = targets.shown(target)

    def one(numbered):
        number, scenario = numbered
        account = account_of(place, number)

        def run():
            if target:
                targets.compare(scenario, driver, target, emulator, account, expectations)
            else:
                _on_emulator(scenario, driver, emulator, account, expectations)
        return _as_listed(_ended(scenario.name, run, shown), unsupported)

    with Driver(client.name, client.driver) as driver, \
            concurrent.futures.ThreadPoolExecutor(1 if target else AT_A_TIME) as pool:
        results = list(pool.map(one, enumerate(scenarios)))
    return results, time.monotonic() - begin
