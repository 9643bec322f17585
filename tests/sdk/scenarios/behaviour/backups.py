"""A backup from its start to its end."""
from .. import expect

PHASES = [  # BackupStatus, BackupProgressStatus, Process
    ('NoStart', 'NoStart', None),
    ('Checking', 'NoStart', '0'),
    ('Preparing', 'Preparing', '25'),
    ('Waiting', 'Waiting', '50'),
    ('Uploading', 'Uploading', '75'),
    ('Uploading', 'Checking', '100'),
    ('Finished', 'Finished', '100'),
]


def _phase(job):
    return job['BackupStatus'], job['BackupProgressStatus'], job.get('Process')


def a_new_backup_is_listed_at_once_and_a_second_one_is_refused(rds):
    job = rds.create(rds.instance)
    expect.same('the type of the BackupJobId', type(job).__name__, 'str')
    listed = rds.jobs(rds.instance, BackupJobId=job)[0]
    expect.same('the job', (str(listed['BackupJobId']), listed['JobMode'], listed['TaskAction']),
                (job, 'Manual', 'TempBackupTask'))
    rds.refused('CreateBackup', {'DBInstanceId': rds.instance}, 'BackupJobExists', 400,
                'A backup job already exists in the specified DB instance.')


def polls_see_every_phase_until_it_is_finished(rds, emulator):
    instance = emulator.instance(jobPlan='polls')
    job = rds.create(instance, BackupMethod='Physical')
    seen = [_phase(rds.jobs(instance, BackupJobId=job)[0]) for _ in PHASES]
    expect.same('what seven polls saw', seen, PHASES)
    expect.same('jobs that have not ended', rds.jobs(instance), [])


def a_backup_id_comes_with_the_end_and_not_before(rds, emulator):
    instance = emulator.instance(jobPlan='polls')
    job = rds.create(instance)
    seen = [rds.jobs(instance, BackupJobId=job)[0] for _ in PHASES]
    expect.same('polls that saw a BackupId', ['BackupId' in poll for poll in seen], [False] * 6 + [True])
    expect.same('the BackupId', seen[-1]['BackupId'], str(emulator.get(f'jobs/{job}')['backupId']))


def a_thirty_minute_backup_ends_when_the_clock_says_so(rds, emulator):
    emulator.put('clock', {'frozen': True})
    emulator.put('plans/nightly', {'kind': 'timed', 'duration': '30m'})
    instance = emulator.instance(jobPlan='nightly')
    job = rds.create(instance)
    seen = []
    for minutes in (0, 1, 14, 15):
        emulator.post('clock/advance', {'by': f'{minutes}m'})
        seen.append(rds.jobs(instance, BackupJobId=job)[0]['BackupStatus'])
    expect.same('its status after 0, 1, 15 and 30 minutes', seen, ['NoStart', 'NoStart', 'Waiting', 'Finished'])


def an_instant_backup_has_ended_when_its_id_is_known(rds, emulator):
    instance = emulator.instance(jobPlan='instant')
    job = rds.create(instance)
    expect.same('its phase', _phase(rds.jobs(instance, BackupJobId=job)[0]), PHASES[-1])


def a_failing_backup_shows_where_it_stopped(rds, emulator):
    emulator.put('plans/full-disk', {'kind': 'failing', 'duration': '0s', 'failsIn': 'Waiting', 'reason': 'disk full'})
    instance = emulator.instance(jobPlan='full-disk')
    job = rds.create(instance)
    listed = rds.jobs(instance, BackupJobId=job)[0]
    expect.same('its phase', _phase(listed), ('Failed', 'Waiting', '50'))
    expect.same('whether it has a BackupId', 'BackupId' in listed, False)
    expect.same('jobs that have not ended', rds.jobs(instance), [])


def a_backup_after_a_failed_one_begins(rds, emulator):
    job = rds.create(rds.instance)
    emulator.post(f'jobs/{job}/fail', {'reason': 'by the test'})
    second = rds.create(rds.instance)
    expect.same('jobs that have not ended', [str(listed['BackupJobId']) for listed in rds.jobs(rds.instance)], [second])


def a_logical_backup_of_some_databases_begins(rds, emulator):
    instance = emulator.instance(databases=['app', 'orders'])
    job = rds.create(instance, BackupMethod='Logical', BackupStrategy='db', DBName='app,orders')
    expect.same('jobs that have not ended', [str(listed['BackupJobId']) for listed in rds.jobs(instance)], [job])


def a_job_has_the_types_that_this_client_gives_it(rds, emulator):
    instance = emulator.instance(jobPlan='instant')
    listed = rds.jobs(instance, BackupJobId=rds.create(instance))[0]
    types = {name: 'number' if isinstance(value, int) else 'text' for name, value in listed.items()}
    texts = ('BackupId', 'BackupProgressStatus', 'BackupStatus', 'JobMode', 'Process', 'TaskAction')
    expect.same('the types of its members', types,
                {'BackupJobId': rds.expectations.get('listed BackupJobId', 'text'), **dict.fromkeys(texts, 'text')})


def other_accounts_do_not_see_a_backup(rds, emulator):
    instance = rds.instance
    rds.create(instance)
    other = rds.using(accessKeyId=f'6{rds.key[1:]}')
    expect.same('what the other account lists', other.jobs(instance), [])
