"""alibabacloud_rds20140815: a method and a class for each action, ACS3 signatures."""
import re

from alibabacloud_rds20140815 import models
from alibabacloud_rds20140815.client import Client
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.policy.retry import RetryOptions
from darabonba.runtime import RuntimeOptions

from protocol import Unsupported, drive


def new_client(request):
    client = Client(Config(
        access_key_id=request['accessKeyId'],
        access_key_secret=request['accessKeySecret'],
        endpoint=request['endpoint'],
        protocol=request['protocol'],
        ca=request['ca'],
        security_token=request['securityToken'],
        region_id=request['regionId'],
        retry_options=retrying(request['retries']),
    ))
    return client


def retrying(retries):
    """Nothing is tried again but what its user names."""
    return RetryOptions({
        'retryable': retries > 0,
        'retryCondition': [{
            'maxAttempts': retries + 1,
            'exception': ['RetryError', 'ThrottlingException', 'ServerException'],
            'errorCode': ['Throttling.User'],
        }],
    })


def typed(action, parameters):
    kind = getattr(models, f'{action}Request', None)
    if kind is None:
        raise Unsupported(f'there is no {action} in alibabacloud_rds20140815')
    request = kind().from_map(parameters)
    for name in parameters.keys() - request.to_map():
        raise Unsupported(f'{action}Request has no {name}')
    return request


def call(request):
    action = request['action']
    parameters = typed(action, request['parameters'])
    method = re.sub('(?<=[a-z])(?=[A-Z])', '_', action).lower() + '_with_options'
    runtime = RuntimeOptions(connect_timeout=request['timeoutMs'], read_timeout=request['timeoutMs'])
    return getattr(new_client(request), method)(parameters, runtime).body.to_map()


def describe(error):
    data = getattr(error, 'data', None) or {}
    return {
        'code': getattr(error, 'code', None),
        'message': getattr(error, 'message', None),
        'requestId': getattr(error, 'request_id', None),
        'status': getattr(error, 'status_code', None),
        'recommend': data.get('Recommend'),
        'hostId': data.get('HostId'),
        'retryAfterMs': getattr(error, 'retry_after', None),
    }


drive(call, describe)
