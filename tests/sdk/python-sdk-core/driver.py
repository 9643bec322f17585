"""aliyun-python-sdk-core with aliyun-python-sdk-rds: V1 signatures, and answers as the text that came."""
import importlib
import json

from aliyunsdkcore.auth.credentials import AccessKeyCredential, StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.http import protocol_type
from aliyunsdkcore.request import CommonRequest

from protocol import drive

PROTOCOLS = {'http': protocol_type.HTTP, 'https': protocol_type.HTTPS}  # The client compares by identity.


def new_client(request):
    key, secret, token = request['accessKeyId'], request['accessKeySecret'], request['securityToken']
    seconds = request['timeoutMs'] / 1000
    retries = {'auto_retry': True, 'max_retry_time': request['retries']} if request['retries'] else {'auto_retry': False}
    return AcsClient(
        region_id=request['regionId'],
        credential=StsTokenCredential(key, secret, token) if token else AccessKeyCredential(key, secret),
        connect_timeout=seconds,
        timeout=seconds,
        verify=request['ca'],
        **retries,
    )


def request_of(action):
    """A class of aliyun-python-sdk-rds; what it has no class for is called as any product's actions can be."""
    try:
        module = importlib.import_module(f'aliyunsdkrds.request.v20140815.{action}Request')
    except ModuleNotFoundError:
        common = CommonRequest(product='Rds', version='2014-08-15', action_name=action)
        common.set_method('POST')
        return common
    return getattr(module, f'{action}Request')()


def call(request):
    client = new_client(request)
    typed = request_of(request['action'])
    for name, text in request['parameters'].items():
        if name == 'Version':
            typed.set_version(text)
        else:
            typed.add_query_param(name, text)
    typed.set_protocol_type(PROTOCOLS[request['protocol']])
    typed.set_endpoint(request['endpoint'])
    return json.loads(client.do_action_with_exception(typed))


def describe(error):
    return {
        'code': getattr(error, 'error_code', None),
        'message': getattr(error, 'message', None),
        'requestId': getattr(error, 'request_id', None),
        'status': getattr(error, 'http_status', None),
        'recommend': None,
        'hostId': None,
        'retryAfterMs': None,
    }


drive(call, describe)
