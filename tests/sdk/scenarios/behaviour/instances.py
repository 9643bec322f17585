"""Instances, from their creation to their end."""
from .. import expect

REGION = 'cn-hangzhou'
NEW = {
    'RegionId': REGION,
    'Engine': 'MySQL',
    'EngineVersion': '8.0',
    'DBInstanceClass': 'mysql.n2.medium.1',
    'DBInstanceStorage': 100,
    'DBInstanceNetType': 'Intranet',
    'PayType': 'Postpaid',
    'SecurityIPList': '10.0.0.0/8',
}


def _status(rds, instance):
    answer = rds.call('DescribeDBInstanceAttribute', DBInstanceId=instance)
    return answer['Items']['DBInstanceAttribute'][0]['DBInstanceStatus']


def _listed(rds, **filters):
    answer = rds.call('DescribeDBInstances', RegionId=REGION, **filters)
    return [instance['DBInstanceId'] for instance in answer['Items'].get('DBInstance', [])]


def an_instance_is_created_and_runs_until_it_is_deleted(rds, emulator):
    instance = rds.call('CreateDBInstance', **NEW)['DBInstanceId']
    expect.same('its status', _status(rds, instance), 'Creating')
    emulator.post('clock/advance', {'by': '2s'})
    expect.same('its status 2 s later', _status(rds, instance), 'Running')
    rds.create(instance)
    emulator.post('clock/advance', {'by': '1h'})
    rds.call('DeleteDBInstance', DBInstanceId=instance)
    emulator.post('clock/advance', {'by': '1s'})
    expect.same('instances of this ID', _listed(rds, DBInstanceId=instance), [])
    rds.refused('DescribeDBInstanceAttribute', {'DBInstanceId': instance}, 'InvalidDBInstanceName.NotFound', 400,
                'The specified DB instance name does not exist.')


def a_protected_instance_is_not_deleted(rds, emulator):
    instance = emulator.instance()
    rds.call('ModifyDBInstanceDeletionProtection', DBInstanceId=instance, DeletionProtection='true')
    rds.refused('DeleteDBInstance', {'DBInstanceId': instance}, 'OperationDenied.DeletionProtection', 400,
                'The operation is not permitted when the instance enabled deletion protection.')
    rds.call('ModifyDBInstanceDeletionProtection', DBInstanceId=instance, DeletionProtection='false')
    rds.call('DeleteDBInstance', DBInstanceId=instance)
    expect.same('its status', _status(rds, instance), 'Deleting')


def an_instance_gets_another_description(rds, emulator):
    instance = emulator.instance(description='orders')
    rds.call('ModifyDBInstanceDescription', DBInstanceId=instance, DBInstanceDescription='invoices')
    answer = rds.call('DescribeDBInstanceAttribute', DBInstanceId=instance)
    expect.same('its description', answer['Items']['DBInstanceAttribute'][0]['DBInstanceDescription'], 'invoices')
    rds.refused('ModifyDBInstanceDescription', {'DBInstanceId': instance, 'DBInstanceDescription': 'i'},
                'InvalidDBInstanceDescription.Format', 400, 'Specified DB instance description is not valid.')


def a_call_that_comes_again_with_its_token_creates_nothing(rds):
    first = rds.call('CreateDBInstance', ClientToken='token-1', **NEW)['DBInstanceId']
    again = rds.call('CreateDBInstance', ClientToken='token-1', **NEW)['DBInstanceId']
    expect.same('the instance', again, first)


def instances_are_listed_by_filters_and_in_pages(rds, emulator):
    made = [emulator.instance(createdAt=f'2026-01-02T00:00:0{second}Z', vpcId='vpc-mine', networkType='VPC')
            for second in range(3)]
    expect.same('those of the VPC', _listed(rds, VpcId='vpc-mine'), made[::-1])
    pages = [_listed(rds, VpcId='vpc-mine', PageSize=2, PageNumber=page) for page in (1, 2, 3)]
    expect.same('three pages of two', pages, [[made[2], made[1]], [made[0]], []])
    expect.same('those of another engine', _listed(rds, VpcId='vpc-mine', Engine='PostgreSQL'), [])


def an_instance_is_restarted_stopped_and_started(rds, emulator):
    instance = emulator.instance()
    rds.call('RestartDBInstance', DBInstanceId=instance)
    expect.same('its status', _status(rds, instance), 'Rebooting')
    emulator.post('clock/advance', {'by': '1s'})
    expect.same('its status 1 s later', _status(rds, instance), 'Running')
    rds.call('StopDBInstance', DBInstanceId=instance, RegionId=REGION)
    emulator.post('clock/advance', {'by': '1s'})
    expect.same('its status when stopped', _status(rds, instance), 'Stopped')
    rds.call('StartDBInstance', DBInstanceId=instance, RegionId=REGION)
    emulator.post('clock/advance', {'by': '1s'})
    expect.same('its status when started', _status(rds, instance), 'Running')


def the_whitelist_of_an_instance_is_changed(rds, emulator):
    instance = emulator.instance()
    rds.call('ModifySecurityIps', DBInstanceId=instance, SecurityIps='10.0.0.0/8')
    rds.call('ModifySecurityIps', DBInstanceId=instance, SecurityIps='1.2.3.4', ModifyMode='Append')
    groups = rds.call('DescribeDBInstanceIPArrayList', DBInstanceId=instance)['Items']['DBInstanceIPArray']
    expect.same('its addresses', [group['SecurityIPList'] for group in groups], ['10.0.0.0/8,1.2.3.4'])
    rds.refused('ModifySecurityIps', {'DBInstanceId': instance, 'SecurityIps': 'anywhere'}, 'SecurityIPList.Format', 400,
                'Specified SecurityIPList is not valid.')
