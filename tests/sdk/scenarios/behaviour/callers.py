"""Who may call: keys, secrets and tokens."""
from .. import expect

DOES_NOT_MATCH = 'SignatureDoesNotMatch', 400, 'Specified signature *'


def a_wrong_secret_does_not_match(rds):
    rds.using(accessKeySecret='wrong').refused('DescribeBackupTasks', {'DBInstanceId': 'rm-sdk-none'}, *DOES_NOT_MATCH)


def an_unknown_key_is_not_found(rds):
    rds.using(accessKeyId='LTAI5tRdsEmulatorNobody').refused(
        'DescribeBackupTasks', {'DBInstanceId': 'rm-sdk-none'}, 'InvalidAccessKeyId.NotFound', 404,
        'Specified access key is not found.')


def a_disabled_key_is_inactive(rds, emulator, keys):
    rds.using(accessKeyId=keys.disabled).refused(
        'DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'InvalidAccessKeyId.Inactive', 400,
        'Specified access key is disabled.')


def a_temporary_key_with_its_token_passes(rds, emulator, keys):
    expect.same('the list', rds.using(**keys.temporary).jobs(rds.instance), [])
    expect.same('the caller, in the journal', emulator.calls()[-1]['caller'], keys.temporary['accessKeyId'])


def a_temporary_key_without_its_token_is_refused(rds, emulator, keys):
    rds.using(**{**keys.temporary, 'securityToken': None}).refused(
        'DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'MissingSecurityToken', 400,
        'SecurityToken is mandatory for this action.')


def a_temporary_key_with_a_wrong_token_is_refused(rds, emulator, keys):
    rds.using(**{**keys.temporary, 'securityToken': 'nonsense'}).refused(
        'DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'InvalidSecurityToken.Malformed', 400,
        'Specified SecurityToken is malformed.')


def a_temporary_key_with_the_token_of_another_one_is_refused(rds, emulator, keys):
    rds.using(**{**keys.temporary, 'securityToken': keys.token_of_somebody_else}).refused(
        'DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'InvalidSecurityToken.MismatchWithAccessKey', 400,
        'Specified SecurityToken mismatch with the AccessKey.')


def a_temporary_key_with_a_wrong_secret_does_not_match(rds, emulator, keys):
    rds.using(**{**keys.temporary, 'accessKeySecret': 'wrong'}).refused(
        'DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'SignatureDoesNotMatch', 400,
        'Specified signature *redacted*')


def a_temporary_key_expires(rds, emulator, keys):
    temporary = rds.using(**keys.temporary)
    expect.same('the list', temporary.jobs(rds.instance), [])
    emulator.post('clock/advance', {'by': '2h'})
    temporary.refused('DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'InvalidSecurityToken.Expired', 400,
                      'Specified SecurityToken is expired.')
