"""What the service may answer at any time, by a fault rule: how each code reaches the client's user."""
from .. import expect
from ..scenario import each

ANY_ACTION = [  # code, status, message
    ('InternalError', 500, 'The request processing has failed due to some unknown error.'),
    ('ServiceUnavailable', 503, 'The request has failed due to a temporary failure of the server.'),
    ('Throttling.User', 400, 'Request was denied due to user flow control.'),
    ('Forbidden.RAM', 403, "User not authorized to operate on the specified resource, or this API doesn't support RAM."),
    ('UnsupportedHTTPMethod', 403, 'This http method not supported.'),
    ('InvalidAccessKeyId.Inactive', 400, 'Specified access key is disabled.'),
    ('InvalidTimeStamp.Format', 400, 'Specified time stamp or date value is not well formatted.'),
    ('InvalidTimeStamp.Expired', 400, 'Specified time stamp or date value is expired.'),
    ('SignatureNonceUsed', 400, 'Specified signature nonce was used already.'),
    ('IncompleteSignature', 400, 'The request signature does not conform to Aliyun standards.'),
    ('InvalidSignatureMethod', 400, 'Specified signature method is not valid.'),
    ('InvalidProtocol.NeedSsl', 400, 'Your request is denied as lack of ssl protect.'),
]
DESCRIBE = [
    ('InternalFailure', 400, 'Internal failure, retry later.'),
    ('InvalidParameter.OwnerAccount', 400, 'The specified parameter OwnerAccount is not valid.'),
    ('InvalidDBInstance.NotFound', 404, 'Specified instance does not exist or not support.'),
]
CREATE = [
    ('IncorrectDBInstanceLockMode.ValueNotSupported', 400,
     'The Current DB instance lock mode does not support this operation.'),
    ('InvalidPreferredBackupTime.Format', 400, 'Specified preferred backup time is not valid.'),
    ('OperationDenied.ApiForbidden', 403, 'operation not permitted.'),
    ('IncorrectDBInstanceEngine', 403, 'Current DB Instance engine does not support this operation.'),
    ('IncorrectDBInstanceType', 403, 'Current DB instance engine and type does not support operations.'),
    ('IncorrectDBInstanceCharacterType', 403, 'Current DB Instance character_type does not support this operation.'),
]


@each(*[(f'{action}, {code}', action, code, status, message)
        for action, more in (('DescribeBackupTasks', DESCRIBE), ('CreateBackup', CREATE))
        for code, status, message in ANY_ACTION + more])
def an_injected_refusal_is_shown_once_and_the_next_call_goes_through(rds, emulator, action, code, status, message):
    emulator.fault(action=action, code=code, first=1)
    rds.refused(action, {'DBInstanceId': rds.instance}, code, status, message)
    rds.call(action, DBInstanceId=rds.instance)
    expect.same('the calls', [call['code'] for call in emulator.calls()], [code, 'OK'])


def a_code_that_no_client_knows_is_shown_as_it_is(rds, emulator):
    emulator.fault(action='DescribeBackupTasks', code='Teapot.Short', status=418, message='short & <stout> "é"', first=1)
    rds.refused('DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'Teapot.Short', 418, 'short & <stout> "é"')
