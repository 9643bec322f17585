"""Each refusal of DescribeBackupTasks that can be provoked."""


def describing_an_instance_that_there_is_not(rds):
    rds.refused('DescribeBackupTasks', {'DBInstanceId': 'rm-sdk-none'}, 'InvalidDBInstanceName.NotFound', 404,
                'Invalid DBInstanceId NotFound.')
