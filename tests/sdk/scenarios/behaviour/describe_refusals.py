"""Each refusal of DescribeBackupTasks that can be provoked."""
from ..scenario import each

FORMAT = 'InvalidParameters.Format', 400, 'Specified parameter is not valid'


def describing_an_instance_that_there_is_not(rds):
    rds.refused('DescribeBackupTasks', {'DBInstanceId': 'rm-sdk-none'}, 'InvalidDBInstanceName.NotFound', 404,
                'Invalid DBInstanceId NotFound.')


def describing_without_an_instance(rds):
    rds.refused('DescribeBackupTasks', {}, 'MissingDBInstanceId', 400, 'DBInstanceId is mandatory for this action.')


def describing_a_read_only_instance(rds, emulator):
    instance = emulator.instance(readOnly=True)
    rds.refused('DescribeBackupTasks', {'DBInstanceId': instance}, 'ReadDBInstanceNotSupport', 400,
                'The operation is not permitted due to type of the instance.')


@each(
    ('BackupMode in lower case', {'BackupMode': 'manual'}),
    ('BackupJobStatus of an ended job', {'BackupJobStatus': 'Finished'}),
    ('BackupJobId beyond 32 bits', {'BackupJobId': 2147483648}),
    ('BackupJobId that is no number', {'BackupJobId': 'one'}),
    ('ClientToken of 65 characters', {'ClientToken': 'x' * 65}),
    ('ClientToken that is not ASCII', {'ClientToken': 'é'}),
)
def describing_by_a_wrong_value(rds, wrong):
    rds.refused('DescribeBackupTasks', {'DBInstanceId': rds.instance, **wrong}, *FORMAT)
