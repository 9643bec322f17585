"""What DescribeBackupTasks lists."""
from .. import expect
from ..outcome import Skipped
from ..scenario import each


def _ids(jobs):
    return [int(job['BackupJobId']) for job in jobs]


def an_instance_without_jobs_has_an_empty_list(rds, emulator):
    answer = rds.call('DescribeBackupTasks', DBInstanceId=rds.instance)
    expect.same('the items', answer['Items'], {} if rds.expectations.get('empty list') == 'absent' else {'BackupJob': []})
    expect.same('the RequestId', answer['RequestId'], emulator.calls()[-1]['requestId'])


def every_job_that_is_listed_has_these_members(rds):
    always = {'BackupJobId', 'BackupProgressStatus', 'BackupStatus', 'JobMode', 'TaskAction'}
    jobs = rds.jobs(rds.busy_instance)
    if not jobs:
        raise Skipped('it needs an instance that is being backed up')
    expect.same('what some lack', [sorted(always - job.keys()) for job in jobs if always - job.keys()], [])


def a_job_that_there_is_not_gives_an_empty_list(rds):
    expect.same('the list', rds.jobs(rds.instance, BackupJobId=1), [])


def several_jobs_are_listed_newest_first(rds, emulator):
    instance = emulator.instance()
    for number, begun in ((11, '-2h'), (12, '-3h'), (13, '-1h'), (14, '-1h')):
        emulator.job(id=number, instance=instance, status='Uploading', plan='held', startedAt=begun)
    expect.same('the order', _ids(rds.jobs(instance)), [14, 13, 11, 12])


def jobs_are_created_with_ids_that_count_up(rds, emulator):
    emulator.patch('settings', {'jobPlan': 'instant'})
    jobs = [int(rds.create(rds.instance)) for _ in range(3)]
    expect.same('the IDs', jobs, [jobs[0], jobs[0] + 1, jobs[0] + 2])


@each(
    ('none', {}, [22, 21]),
    ('BackupMode Manual', {'BackupMode': 'Manual'}, [22]),
    ('BackupMode Automated', {'BackupMode': 'Automated'}, [21]),
    ('BackupJobStatus NoStart', {'BackupJobStatus': 'NoStart'}, [21]),
    ('BackupJobStatus Progressing', {'BackupJobStatus': 'Progressing'}, [22]),
    ('both', {'BackupMode': 'Manual', 'BackupJobStatus': 'Progressing'}, [22]),
    ('both, of which no job is', {'BackupMode': 'Automated', 'BackupJobStatus': 'Progressing'}, []),
    ('BackupJobId of one that has not ended', {'BackupJobId': 22}, [22]),
    ('BackupJobId of one that has ended', {'BackupJobId': 23}, [23]),
    ('BackupJobId of one of the other mode', {'BackupJobId': 23, 'BackupMode': 'Automated'}, []),
    ('BackupJobId of another instance', {'BackupJobId': 24}, []),
    ('Flag and ClientToken, which filter nothing', {'Flag': '1', 'ClientToken': 'a-token'}, [22, 21]),
)
def filters_narrow_the_list(rds, emulator, parameters, wanted):
    instance = emulator.instance()
    emulator.job(id=21, instance=instance, mode='Automated', status='NoStart', plan='held', startedAt='-3h')
    emulator.job(id=22, instance=instance, mode='Manual', status='Uploading', plan='held', startedAt='-2h')
    emulator.job(id=23, instance=instance, mode='Manual', status='Finished', startedAt='-1d')
    emulator.job(id=24, instance=rds.instance, mode='Manual', status='Uploading', plan='held', startedAt='-1h')
    expect.same('the jobs', _ids(rds.jobs(instance, **parameters)), wanted)


def odd_characters_arrive_as_they_were_given(rds, emulator):
    flag = 'a b*~\'()!+&=%/?#"<é中\U0001f600'
    rds.jobs(rds.instance, Flag=flag)
    expect.same('Flag, in the journal', emulator.calls()[-1]['parameters']['Flag'], flag)
