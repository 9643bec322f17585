"""What every account of the emulator starts with: one instance, and who may call."""
from .sides import EmulatorSide

SECRET = 'testsecret'


def disabled_key(account):
    return f'disabled-{account}'


def temporary_key(account):
    """As the driver's protocol names it."""
    return {'accessKeyId': f'STS.{account}', 'accessKeySecret': 'sts-secret', 'securityToken': f'CAIS/+=~{account}'}


def document(accounts):
    keys = [temporary_key(account) for account in accounts]
    return {
        # A job that is started stays as it is until a scenario moves it.
        'settings': {'jobPlan': 'held'},
        'instances': [{'id': EmulatorSide.instance}],
        'identities': {
            'roles': [{'name': 'reader', 'account': account} for account in accounts],
            'accessKeys': [{'id': 'testid'}] + [
                {'id': disabled_key(account), 'secret': SECRET, 'status': 'Inactive', 'account': account} for account in accounts],
            'stsTokens': [
                {'accessKeyId': key['accessKeyId'], 'secret': key['accessKeySecret'], 'securityToken': key['securityToken'],
                 'role': 'reader', 'account': account} for account, key in zip(accounts, keys, strict=True)],
        },
    }
