"""Databases of an instance and the accounts that may use them."""
from .. import expect


def _databases(rds, instance):
    return rds.call('DescribeDatabases', DBInstanceId=instance)['Databases'].get('Database', [])


def _account(rds, instance, name):
    answer = rds.call('DescribeAccounts', DBInstanceId=instance, AccountName=name)
    return answer['Accounts']['DBInstanceAccount'][0]


def a_database_is_created_described_and_deleted(rds, emulator):
    instance = emulator.instance()
    rds.call('CreateDatabase', DBInstanceId=instance, DBName='shop', CharacterSetName='utf8mb4', DBDescription='orders')
    database, = _databases(rds, instance)
    expect.same('its name', database['DBName'], 'shop')
    expect.same('its status', database['DBStatus'], 'Running')
    expect.same('its character set', database['CharacterSetName'], 'utf8mb4')
    rds.call('ModifyDBDescription', DBInstanceId=instance, DBName='shop', DBDescription='old orders')
    expect.same('its description', _databases(rds, instance)[0]['DBDescription'], 'old orders')
    rds.refused('CreateDatabase', {'DBInstanceId': instance, 'DBName': 'shop', 'CharacterSetName': 'utf8'},
                'InvalidDBName.Duplicate', 400, 'Specified DB name already exists in the This instance.')
    rds.call('DeleteDatabase', DBInstanceId=instance, DBName='shop')
    expect.same('databases', _databases(rds, instance), [])


def an_account_is_granted_privileges_and_loses_them(rds, emulator):
    instance = emulator.instance(databases=['app', 'shop'])
    rds.call('CreateAccount', DBInstanceId=instance, AccountName='app_user', AccountPassword='Test-1234')
    expect.same('its status', _account(rds, instance, 'app_user')['AccountStatus'], 'Available')
    rds.call('GrantAccountPrivilege', DBInstanceId=instance, AccountName='app_user', DBName='app,shop',
             AccountPrivilege='ReadWrite,ReadOnly')
    granted = _account(rds, instance, 'app_user')['DatabasePrivileges']['DatabasePrivilege']
    expect.same('its privileges', [(each['DBName'], each['AccountPrivilege']) for each in granted],
                [('app', 'ReadWrite'), ('shop', 'ReadOnly')])
    users = _databases(rds, instance)[0]['Accounts']['AccountPrivilegeInfo']
    expect.same('users of the database', [user['Account'] for user in users], ['app_user'])
    rds.call('RevokeAccountPrivilege', DBInstanceId=instance, AccountName='app_user', DBName='app')
    rds.call('DeleteAccount', DBInstanceId=instance, AccountName='app_user')
    rds.refused('DeleteAccount', {'DBInstanceId': instance, 'AccountName': 'app_user'}, 'InvalidAccountName.NotFound',
                404, 'Specified account name does not exist.')


def a_password_is_rotated(rds, emulator):
    instance = emulator.instance(accounts=[{'name': 'app_user', 'password': 'Test-1234'}])
    check = f'database-accounts/{instance}:app_user/check'
    expect.same('the old one is right', emulator.post(check, {'password': 'Test-1234'})['right'], True)
    rds.call('ResetAccountPassword', DBInstanceId=instance, AccountName='app_user', AccountPassword='Other-5678')
    expect.same('the old one is right', emulator.post(check, {'password': 'Test-1234'})['right'], False)
    expect.same('the new one is right', emulator.post(check, {'password': 'Other-5678'})['right'], True)
    rds.refused('ResetAccountPassword', {'DBInstanceId': instance, 'AccountName': 'app_user', 'AccountPassword': 'short'},
                'InvalidAccountPassword.Format', 400, 'Specified account password is not valid.')


def an_account_is_locked_and_unlocked(rds, emulator):
    instance = emulator.instance(accounts=[{'name': 'app_user'}])
    rds.call('LockAccount', DBInstanceId=instance, AccountName='app_user')
    expect.same('its status', _account(rds, instance, 'app_user')['AccountStatus'], 'Lock')
    rds.call('UnlockAccount', DBInstanceId=instance, AccountName='app_user')
    rds.call('ModifyAccountDescription', DBInstanceId=instance, AccountName='app_user', AccountDescription='the batch')
    expect.same('its description', _account(rds, instance, 'app_user')['AccountDescription'], 'the batch')
