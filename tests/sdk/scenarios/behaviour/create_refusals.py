"""Each refusal of CreateBackup that can be provoked."""
from ..scenario import each


def creating_for_an_instance_that_there_is_not(rds):
    rds.refused('CreateBackup', {'DBInstanceId': 'rm-sdk-none'}, 'InvalidDBInstanceName.NotFound', 404,
                'The database instance does not exist.')


def creating_without_an_instance(rds):
    rds.refused('CreateBackup', {}, 'MissingDBInstanceId', 400, 'DBInstanceId is mandatory for this action.')


def creating_for_a_read_only_instance(rds, emulator):
    instance = emulator.instance(readOnly=True)
    rds.refused('CreateBackup', {'DBInstanceId': instance}, 'ReadDBInstanceNotSupport', 400,
                'The operation is not permitted due to type of the instance.')


def creating_while_the_instance_is_made(rds, emulator):
    instance = emulator.instance(status='Creating')
    rds.refused('CreateBackup', {'DBInstanceId': instance}, 'IncorrectDBInstanceState', 403,
                'Current DB instance state does not support this operation.')


def creating_more_than_the_day_allows(rds, emulator):
    emulator.patch('settings', {'backupsPerDay': 2, 'jobPlan': 'instant'})
    rds.create(rds.instance)
    rds.create(rds.instance)
    rds.refused('CreateBackup', {'DBInstanceId': rds.instance}, 'Exceeded.BackupTimes', 403, 'The backup times exceeds.')


@each(
    ('BackupMethod', {'BackupMethod': 'Full'}, 'InvalidBackupMethod.ValueNotSupport',
     'The specified  parameter "BackupMethod" is not valid.'),
    ('Snapshot with DBName', {'BackupMethod': 'Snapshot', 'DBName': 'app'}, 'InvalidBackupMethod.ValueNotSupport',
     'The specified  parameter "BackupMethod" is not valid.'),
    ('BackupType', {'BackupType': 'Full'}, 'BackupType.NotSupport', 'the specified backup type not support'),
    ('BackupStrategy', {'BackupStrategy': 'table'}, 'InvalidBackupStrategy',
     'Specified parameter BackupStrategy is not valid.'),
    ('DBName', {'DBName': 'a b'}, 'InvalidDBName.Format', 'Specified DB name is not valid.'),
    ('BackupRetentionPeriod', {'BackupRetentionPeriod': 6}, 'InvalidBackupRetentionPeriod',
     'Specified parameter BackupRetentionPeriod is not valid.'),
)
def creating_with_a_wrong_value(rds, wrong, code, message):
    rds.refused('CreateBackup', {'DBInstanceId': rds.instance, **wrong}, code, 400, message)


def creating_for_a_database_that_there_is_not(rds, emulator):
    instance = emulator.instance(databases=['app'])
    wanted = {'DBInstanceId': instance, 'BackupMethod': 'Logical', 'BackupStrategy': 'db', 'DBName': 'none'}
    rds.refused('CreateBackup', wanted, 'InvalidDB.NotFound', 404,
                'Specified db does not exist or DB status does not support this operation.')
