"""What is compared of an error, by the client's own expectations."""
import unittest

from .. import surface
from ..outcome import Failed

SENT = surface.Sent('Some.Code', 'Some message.', 404, 'A-1', '127.0.0.1')
ALL = {
    'type': 'Error', 'code': '{Code}', 'message': '{Code}: {Message} ({RequestId})', 'requestId': '{RequestId}',
    'status': '{Status}', 'recommend': None, 'hostId': '{HostId}', 'retryAfterMs': '{RetryAfter}', 'text': 'Error: {Message}*',
}
ERROR = {
    'type': 'Error', 'code': 'Some.Code', 'message': 'Some.Code: Some message. (A-1)', 'requestId': 'A-1', 'status': 404,
    'recommend': None, 'hostId': '127.0.0.1', 'retryAfterMs': None, 'text': 'Error: Some message. And more.',
}


class Surfaces(unittest.TestCase):
    def test_an_error_that_offers_what_is_expected_passes(self):
        surface.refused('a call', ERROR, SENT, {'error': ALL})

    def test_each_member_that_differs_fails(self):
        for member in surface.MEMBERS:
            with self.subTest(member), self.assertRaisesRegex(Failed, f'{member} of the error'):
                surface.refused('a call', {**ERROR, member: 'else'}, SENT, {'error': ALL})

    def test_a_number_that_became_a_text_fails(self):
        with self.assertRaisesRegex(Failed, 'expected  404\n  came      "404"'):
            surface.refused('a call', {**ERROR, 'status': '404'}, SENT, {'error': ALL})

    def test_what_is_said_of_some_errors_goes_before_what_is_said_of_all(self):
        busy = surface.Sent('Throttling.User', 'Wait.', 503, 'A-1', '127.0.0.1', 1500)
        for kind in ('error 5xx', 'error Throttling', 'error retryAfter', 'error Throttling.User'):
            other = {**ERROR, 'code': 'Throttling.User', 'message': 'Throttling.User: Wait. (A-1)', 'status': 503,
                     'retryAfterMs': 1500, 'text': 'Error: Wait.', 'type': 'Busy'}
            surface.refused('a call', other, busy, {'error': ALL, kind: {'type': 'Busy'}})

    def test_members_that_are_not_expected_at_all_are_named(self):
        with self.assertRaisesRegex(Failed, '"error" does not say what the client offers as type, code'):
            surface.refused('a call', ERROR, SENT, {})

    def test_the_service_s_own_message_is_found_in_what_the_client_made_of_it(self):
        self.assertEqual(surface.said(ERROR, {'error': ALL}), 'Some message.')
        self.assertIsNone(surface.said({'message': 'EOF'}, {'error': ALL}))
