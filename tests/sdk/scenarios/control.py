"""The control API of one account: what a scenario may turn and ask, beside the calls of its client."""
import json
import urllib.error
import urllib.parse
import urllib.request

from .outcome import Failed


class Control:
    def __init__(self, emulator, account):
        self._address = f'http://{emulator.endpoint}/_emulator/'
        self._account = account
        self.ca = emulator.ca

    def get(self, path, **query):
        return self._ask('GET', path, None, query)

    def put(self, path, body):
        return self._ask('PUT', path, body, {})

    def post(self, path, body):
        return self._ask('POST', path, body, {})

    def patch(self, path, body):
        return self._ask('PATCH', path, body, {})

    def instance(self, **members):
        """One more instance, as a fixture has it; its ID."""
        count = len(self.get('instances')['instances'])
        return self.post('instances', {'id': f'rm-sdk{count + 1:04}', **members})['id']

    def job(self, **members):
        """One more backup job, as a fixture has it; its ID."""
        return self.post('jobs', members)['id']

    def fault(self, **rule):
        self.post('faults', rule)

    def calls(self, **query):
        """The account's calls of the API, oldest first."""
        return self.get('requests', limit=1000, **query)['requests']

    def all_calls(self):
        """Those of every account that has been used."""
        accounts = self._ask('GET', 'requests', None, {'account': '*', 'limit': 1000})['accounts']
        return [call for journal in accounts.values() for call in journal['requests']]

    def call_of(self, request_id):
        """One call, whosoever's account it was made in."""
        return self._ask('GET', f'requests/{request_id}', None, {'account': ''})

    def _ask(self, method, path, body, query):
        query = {'account': self._account, **query}
        address = f'{self._address}{path}?{urllib.parse.urlencode({name: text for name, text in query.items() if text != ""})}'
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(address, data, method=method), timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Failed(f'{method} /_emulator/{path} with {data}: {error.read().decode()}') from None
