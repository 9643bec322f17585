"""What a client tries again by itself, once that is turned on, and that it tries nothing again while it is off."""
import datetime

from .. import expect
from ..outcome import Unsupported
from ..scenario import each

MESSAGES = {
    'Throttling.User': (400, 'Request was denied due to user flow control.'),
    'ServiceUnavailable': (503, 'The request has failed due to a temporary failure of the server.'),
}
EFFECTS = {
    'Throttling.User': {'code': 'Throttling.User'},
    'ServiceUnavailable': {'code': 'ServiceUnavailable'},
    'closed': {'close': 'before'},
}


def _codes(emulator):
    return ['ConnectionClosed' if call['status'] == 0 else call['code'] for call in emulator.calls()]


def _fails(rds, kind):
    if kind == 'closed':
        rds.cut_off('DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'closed')
    else:
        rds.refused('DescribeBackupTasks', {'DBInstanceId': rds.instance}, kind, *MESSAGES[kind])


@each(*[(kind, kind) for kind in EFFECTS])
def with_retries_off_a_failure_is_reported_at_once(rds, emulator, kind):
    emulator.fault(action='DescribeBackupTasks', first=3, **EFFECTS[kind])
    _fails(rds, kind)
    expect.same('how often it was sent', len(emulator.calls()), 1)


@each(*[(kind, kind) for kind in EFFECTS])
def with_retries_on_two_failures_are_got_over(rds, emulator, kind):
    emulator.fault(action='DescribeBackupTasks', first=2, **EFFECTS[kind])
    retrying = rds.using(retries=2)
    failure = 'ConnectionClosed' if kind == 'closed' else kind
    if kind in rds.expectations.get('retries', []):
        expect.same('the list', retrying.jobs(rds.instance), [])
        expect.same('the calls', _codes(emulator), [failure, failure, 'OK'])
    else:
        _fails(retrying, kind)
        expect.same('the calls', _codes(emulator), [failure])


@each(*[(kind, kind) for kind in EFFECTS])
def with_retries_on_lasting_failure_is_reported_in_the_end(rds, emulator, kind):
    emulator.fault(action='DescribeBackupTasks', always=True, **EFFECTS[kind])
    _fails(rds.using(retries=2), kind)
    expect.same('how often it was sent', len(emulator.calls()), 3 if kind in rds.expectations.get('retries', []) else 1)


def a_refusal_for_good_is_not_tried_again(rds, emulator):
    rds.using(retries=2).refused('DescribeBackupTasks', {'DBInstanceId': 'rm-sdk-none'}, 'InvalidDBInstanceName.NotFound', 404,
                                 'Invalid DBInstanceId NotFound.')
    expect.same('how often it was sent', len(emulator.calls()), 1)


def a_throttled_caller_learns_how_long_to_wait(rds, emulator):
    emulator.fault(action='DescribeBackupTasks', code='Throttling.User', retryAfter='1500ms', first=1)
    rds.refused('DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'Throttling.User', *MESSAGES['Throttling.User'],
                retry_after=1500)


def a_throttled_client_waits_as_long_as_it_is_told(rds, emulator):
    told = 4  # Seconds, more than any client waits by itself.
    emulator.fault(action='DescribeBackupTasks', code='Throttling.User', retryAfter=f'{told}s', first=1)
    rds.using(retries=1).attempt('DescribeBackupTasks', DBInstanceId=rds.instance)
    sent, *again = [datetime.datetime.fromisoformat(call['machineTime']) for call in emulator.calls()]
    if not again:
        raise Unsupported('it does not try again')
    if (again[0] - sent).total_seconds() < told:
        raise Unsupported('it does not read x-acs-retry-after')
