"""What every account of the emulator starts with: two instances, one of them being backed up, and who may call."""
from .sides import EmulatorSide

SECRET = 'testsecret'
STS_SECRET = 'sts-secret'


class Keys:
    """Those of an account, beside its root's."""
    token_of_somebody_else = 'CAIS/somebody'

    def __init__(self, account):
        self.disabled = f'disabled-{account}'
        # As the driver's protocol names it.
        self.temporary = {'accessKeyId': f'STS.{account}', 'accessKeySecret': STS_SECRET, 'securityToken': f'CAIS/+=~{account}'}


def _token(key, **owner):
    named = {'accessKeyId': key['accessKeyId'], 'securityToken': key['securityToken']}
    return {**named, 'secret': STS_SECRET, 'role': 'reader', **owner}


def document(accounts):
    """`accounts` are those that have keys beside their root's."""
    somebody = {'accessKeyId': 'STS.somebody', 'securityToken': Keys.token_of_somebody_else}
    return {
        # A job that is started stays as it is until a scenario moves it.
        'settings': {'jobPlan': 'held'},
        'instances': [{'id': EmulatorSide.instance}, {'id': EmulatorSide.busy_instance}],
        'backupJobs': [{'id': 5, 'instance': EmulatorSide.busy_instance, 'status': 'Uploading'}],
        'identities': {
            'roles': [{'name': 'reader'}, *({'name': 'reader', 'account': account} for account in accounts)],
            'accessKeys': [{'id': 'testid'}, *(
                {'id': Keys(account).disabled, 'secret': SECRET, 'status': 'Inactive', 'account': account}
                for account in accounts)],
            'stsTokens': [_token(somebody), *(_token(Keys(account).temporary, account=account) for account in accounts)],
        },
    }
