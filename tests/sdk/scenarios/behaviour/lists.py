"""What DescribeBackupTasks lists."""
from .. import expect


def an_instance_without_jobs_has_an_empty_list(rds, emulator):
    instance = emulator.instance()
    expect.same('the answer without its RequestId', rds.call('DescribeBackupTasks', DBInstanceId=instance)['Items'],
                {'BackupJob': []})
