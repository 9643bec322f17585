"""The emulator that RDS_EMULATOR names, or one that is started from RDS_EMULATOR_BINARY.

Each test has an account of its own in it.
"""
import json
import os
import random
import subprocess
import urllib.request

import pytest
from alibabacloud_rds20140815.client import Client
from alibabacloud_tea_openapi.models import Config


def pytest_configure(config):
    if 'RDS_EMULATOR' in os.environ:  # pytest-xdist's workers inherit it.
        return
    if 'RDS_EMULATOR_BINARY' not in os.environ:
        raise pytest.UsageError('set RDS_EMULATOR to an address like http://127.0.0.1:2014, or RDS_EMULATOR_BINARY to the program')
    command = [os.environ['RDS_EMULATOR_BINARY'], '--port', '0']
    config.emulator = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    ready = config.emulator.stdout.readline().split()
    if not ready:
        raise pytest.UsageError(f'the emulator ended with code {config.emulator.wait()}')
    os.environ['RDS_EMULATOR'] = ready[1]  # READY http://127.0.0.1:... http://[::1]:...


def pytest_unconfigure(config):
    if hasattr(config, 'emulator'):
        config.emulator.terminate()
        config.emulator.wait(10)


class Emulator:
    def __init__(self):
        self.address = os.environ['RDS_EMULATOR']
        self.key = str(random.randrange(10**15, 10**16))  # 16 digits: an account that nobody else uses.

    def control(self, method, path, body=None):
        request = urllib.request.Request(
            f'{self.address}/_emulator/{path}?account={self.key}',
            method=method,
            data=body and json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)


@pytest.fixture
def emulator():
    emulator = Emulator()
    emulator.control('PUT', 'clock', {'frozen': True})  # Nothing moves unless the test moves it.
    return emulator


@pytest.fixture
def rds(emulator):
    return Client(Config(
        access_key_id=emulator.key,
        access_key_secret='any',
        endpoint=emulator.address.removeprefix('http://'),
        protocol='http',
    ))
