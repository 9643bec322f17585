"""What becomes of a call whose answer does not arrive."""
from .. import expect

EXISTS = 'BackupJobExists', 400, 'A backup job already exists in the specified DB instance.'


def _has_one_job(emulator, instance):
    jobs = emulator.get('jobs', instance=instance)['jobs']
    expect.same('how many jobs there are', len(jobs), 1)


def a_lost_answer_leaves_one_backup_and_a_second_attempt_meets_it(rds, emulator):
    create = {'DBInstanceId': rds.instance}
    emulator.fault(action='CreateBackup', close='after', first=1)
    rds.cut_off('CreateBackup', create, 'closed')
    rds.refused('CreateBackup', create, *EXISTS)
    expect.same('the calls', [call['code'] for call in emulator.calls()], ['OK', 'BackupJobExists'])
    _has_one_job(emulator, rds.instance)


def a_client_that_retries_a_lost_answer_meets_its_own_backup(rds, emulator):
    create = {'DBInstanceId': rds.instance}
    emulator.fault(action='CreateBackup', close='after', first=1)
    retrying = rds.using(retries=2)
    if 'closed' in rds.expectations.get('retries', []):
        retrying.refused('CreateBackup', create, *EXISTS)
    else:
        retrying.cut_off('CreateBackup', create, 'closed')
    _has_one_job(emulator, rds.instance)


def a_call_that_was_cut_off_before_it_was_handled_has_done_nothing(rds, emulator):
    emulator.fault(action='CreateBackup', close='before', first=1)
    rds.cut_off('CreateBackup', {'DBInstanceId': rds.instance}, 'closed')
    expect.same('the jobs', rds.jobs(rds.instance), [])
    rds.create(rds.instance)
    _has_one_job(emulator, rds.instance)


def a_late_answer_is_a_timeout_and_the_backup_is_there(rds, emulator):
    emulator.fault(action='CreateBackup', delay='3s', first=1)
    hurried = rds.using(timeoutMs=1000)
    error = hurried.error('CreateBackup', DBInstanceId=rds.instance)
    for _ in range(9):
        if emulator.calls():
            break
        # On a busy machine it was not even connected in time.
        error = hurried.error('CreateBackup', DBInstanceId=rds.instance)
    rds.is_cut_off(error, 'late')
    _has_one_job(emulator, rds.instance)


def an_answer_that_is_slow_but_in_time_arrives(rds, emulator):
    emulator.fault(action='DescribeBackupTasks', delay='1500ms', first=1)
    expect.same('the list', rds.jobs(rds.instance), [])
