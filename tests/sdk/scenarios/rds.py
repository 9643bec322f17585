"""What a scenario calls: the actions of the service, through a client, by one account."""
from . import expect, surface
from .outcome import Failed, Unsupported

DEFAULTS = {'protocol': 'http', 'ca': None, 'securityToken': None, 'regionId': 'cn-hangzhou', 'retries': 0, 'timeoutMs': 60000}


class Refused(Exception):
    """The client reported an error."""

    def __init__(self, call, error):
        super().__init__(f'{call} was refused: {expect.shown(error)}')
        self.error = error


class Rds:
    """`side` is who answers: the emulator or the real service."""

    def __init__(self, driver, side, connection, expectations):
        self._driver = driver
        self.side = side
        self._connection = connection
        self.expectations = expectations

    def using(self, **changes):
        """The same with another secret, protocol, number of retries and so on, as the driver's protocol names them."""
        return Rds(self._driver, self.side, {**self._connection, **changes}, self.expectations)

    @property
    def instance(self):
        """One that is Running and has no job that has not ended, as far as is known."""
        return self.side.instance

    @property
    def busy_instance(self):
        """One that has a job that has not ended, if there is one."""
        return self.side.busy_instance

    @property
    def key(self):
        return self._connection['accessKeyId']

    def call(self, action, **parameters):
        """The answer's body, without the members that the client's language has although they are not set."""
        self.side.before(action)
        texts = {name: value if isinstance(value, str) else str(value) for name, value in parameters.items()}
        answer = self._driver.call({**self._connection, 'action': action, 'parameters': texts})
        if 'unsupported' in answer:
            raise Unsupported(answer['unsupported'])
        called = f'{action} {expect.shown(texts)}'
        if 'error' in answer:
            self.side.after(called, {'error': answer['error']})
            raise Refused(called, answer['error'])
        body = self._set(answer['body'])
        self.side.after(called, {'body': body})
        return body

    def error(self, action, **parameters):
        """The error that the client reports."""
        try:
            body = self.call(action, **parameters)
        except Refused as refused:
            return refused.error
        raise Failed(f'{action} {expect.shown(parameters)}\n  expected  an error\n  came      {expect.shown(body)}')

    def attempt(self, action, **parameters):
        """Whatever comes of it."""
        try:
            self.call(action, **parameters)
        except Refused:
            pass

    def refused(self, action, parameters, code, status, message, **details):
        """Expects this error from the service, and all that the client should show of it."""
        error = self.error(action, **parameters)
        sent = self.side.sent(error, code, status, message, **details)
        if sent:
            surface.refused(f'{action} {expect.shown(parameters)} refused with {code}', error, sent, self.expectations)
        return error

    def cut_off(self, action, parameters, kind):
        """Expects an error of the client's own: "closed", "late" or "untrusted"."""
        self.is_cut_off(self.error(action, **parameters), kind)

    def is_cut_off(self, error, kind):
        surface.cut_off(kind, error, kind, self.expectations, self._connection['retries'])

    def jobs(self, instance, **filters):
        """What DescribeBackupTasks lists; a client may leave a list out that is empty."""
        return self.call('DescribeBackupTasks', DBInstanceId=instance, **filters)['Items'].get('BackupJob', [])

    def create(self, instance, **parameters):
        """The BackupJobId of a new job."""
        return self.call('CreateBackup', DBInstanceId=instance, **parameters)['BackupJobId']

    def _set(self, value):
        unset = self.expectations.get('unset', [None])
        if isinstance(value, dict):
            return {name: self._set(member) for name, member in value.items() if member not in unset}
        if isinstance(value, list):
            return [self._set(item) for item in value]
        return value
