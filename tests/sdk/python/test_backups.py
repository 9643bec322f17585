"""What a test does with the emulator, by the service's own Python client."""
import pytest
from alibabacloud_rds20140815.models import CreateBackupRequest, DescribeBackupTasksRequest

create = CreateBackupRequest(dbinstance_id='rm-bp1emulator00002')


def poll(rds, job):
    request = DescribeBackupTasksRequest(dbinstance_id=create.dbinstance_id, backup_job_id=job)
    return rds.describe_backup_tasks(request).body.items.backup_job[0].backup_status


def test_a_thirty_minute_backup_takes_a_millisecond(emulator, rds):
    emulator.control('PUT', 'plans/nightly', {'kind': 'timed', 'duration': '30m'})
    emulator.control('PATCH', 'settings', {'jobPlan': 'nightly'})
    job = int(rds.create_backup(create).body.backup_job_id)
    assert poll(rds, job) == 'NoStart'
    emulator.control('POST', 'clock/advance', {'until': {'job': job, 'status': 'Finished'}})
    assert poll(rds, job) == 'Finished'


def test_the_second_poll_fails_and_its_retry_works(emulator, rds):
    emulator.control('POST', 'faults', {'action': 'DescribeBackupTasks', 'every': 2, 'code': 'ServiceUnavailable'})
    job = int(rds.create_backup(create).body.backup_job_id)
    poll(rds, job)
    with pytest.raises(Exception, match='ServiceUnavailable'):
        poll(rds, job)
    poll(rds, job)


@pytest.mark.parametrize('_', range(16))  # Sixteen at once, each with an account of its own.
def test_the_job_of_a_lost_answer_is_found(emulator, rds, _):
    emulator.control('POST', 'faults', {'action': 'CreateBackup', 'first': 1, 'close': 'after'})
    with pytest.raises(Exception, match='Connection aborted'):
        rds.create_backup(create)
    with pytest.raises(Exception, match='BackupJobExists'):
        rds.create_backup(create)
    calls = emulator.control('GET', 'requests')['requests']
    assert [call['code'] for call in calls] == ['OK', 'BackupJobExists']
    [job] = [job for job in emulator.control('GET', 'jobs')['jobs'] if job['instance'] == create.dbinstance_id]
    assert poll(rds, job['id']) == 'NoStart'
