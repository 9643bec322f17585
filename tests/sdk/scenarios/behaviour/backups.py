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


def a_new_backup_is_listed_at_once(rds):
    job = rds.create(rds.instance)
    expect.same('the BackupJobId', type(job).__name__, 'str')
    [listed] = rds.jobs(rds.instance)
    expect.same('the job', (str(listed['BackupJobId']), listed['JobMode'], listed['TaskAction']),
                (job, 'Manual', 'TempBackupTask'))


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
