"""The command line: see ../README.md."""
import argparse
import concurrent.futures
import os
import sys

from . import clients, scenario, summary
from . import target as targets
from .emulator import Emulator, program
from .fixture import document
from .outcome import Broken, Skipped
from .run import Result, account_of, run_client


def arguments():
    parser = argparse.ArgumentParser(
        prog='tests/sdk/run', description='Runs the scenarios by the clients, all unless some are named.')
    parser.add_argument('client', nargs='*', help='a folder of tests/sdk with a driver')
    parser.add_argument('--scenario', metavar='TEXT', help='only scenarios whose names hold this')
    parser.add_argument('--list', action='store_true', help='print the names of the scenarios, and run nothing')
    parser.add_argument('--prepare', action='store_true', help='only fetch and build what the clients need')
    return parser.parse_args()


def chosen(text):
    every = scenario.every()
    found = [one for one in every if text is None or text.replace('_', ' ') in one.name]
    if not found:
        raise Broken(f'no scenario has "{text}" in its name; --list shows all {len(every)}')
    return found


def prepared(some):
    """Those that are ready, and why the others are not."""
    ready, skipped, broken = [], {}, {}
    for client in some:
        summary.say(f'{client.name}: preparing')
        try:
            client.prepare()
            ready.append(client)
        except Skipped as why:
            skipped[client.name] = str(why)
        except Broken as why:
            broken[client.name] = str(why)
    return ready, skipped, broken


def run_all(ready, scenarios, target):
    """Whether no scenario failed. As many clients at a time as there are cores; one if there is a target."""
    good = True
    most = 1 if target else min(len(ready), len(os.sched_getaffinity(0)))
    with_keys = [account_of(client, number) for client in range(len(ready))
                 for number, one in enumerate(scenarios) if one.needs_keys]
    accounts = 2 * len(ready) * len(scenarios) + 1  # A scenario may use a second one; the default one is there anyway.
    with Emulator(document(with_keys), '--max-accounts', str(accounts)) as emulator, \
            concurrent.futures.ThreadPoolExecutor(most) as pool:
        runs = {pool.submit(run_client, client, place, scenarios, emulator, target): client
                for place, client in enumerate(ready)}
        for run in concurrent.futures.as_completed(runs):
            name = runs[run].name
            try:
                results, seconds = run.result()
            except (Broken, OSError) as why:
                results, seconds = [Result('its driver', 'failed', targets.shown(target)(str(why)))], 0
            summary.say(summary.of_client(name, results, seconds))
            good = good and all(result.ending != 'failed' for result in results)
    return good


def main():
    options = arguments()
    scenarios = chosen(options.scenario)
    if options.list:
        summary.say('\n'.join(one.name for one in scenarios))
        return 0
    target = targets.from_environment()
    if not options.prepare:
        program()
    ready, skipped, broken = prepared(clients.named(options.client))
    if target and ready and not options.prepare:
        summary.say(f'Compared with {target.protocol}://{target.endpoint}, '
                    f'{"which may be written to" if target.allows_writes else "which is only read"}')
    good = options.prepare or not ready or run_all(ready, scenarios, target)
    for ending, reasons in (('failed', broken), ('skipped', skipped)):
        for name, why in reasons.items():
            summary.say(f'{name}: {ending}: {why}')
    if broken or not good or (skipped and os.environ.get('CI')):
        return 1
    return 0 if ready or options.prepare else clients.TOOLCHAIN_IS_MISSING


try:
    sys.exit(main())
except Broken as why:
    sys.exit(f'tests/sdk/run: {why}')
