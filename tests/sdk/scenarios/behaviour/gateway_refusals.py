"""What is refused before any action looks at it."""
from ..outcome import Unsupported


def calling_an_action_that_there_is_not(rds):
    rds.refused('DescribeNothing', {}, 'InvalidAction.NotFound', 404,
                'Specified api is not found, please check your url and method.')


def calling_a_version_that_there_is_not(rds, emulator):
    wrong = {'DBInstanceId': rds.instance, 'Version': '2013-08-15'}
    rds.attempt('DescribeBackupTasks', **wrong)
    if any(call['parameters'].get('Version') != '2013-08-15' for call in emulator.calls()):
        raise Unsupported('its own Version goes over the one in the parameters')
    rds.refused('DescribeBackupTasks', wrong, 'InvalidVersion', 400, 'Specified parameter Version is not valid.')
