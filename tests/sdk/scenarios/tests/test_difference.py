"""What is reported of two answers to the same call."""
import unittest

from .. import difference
from ..mask import Mask

ERROR = {'type': 'Error', 'code': 'A', 'message': 'M', 'requestId': 'R', 'status': 400, 'recommend': None, 'hostId': 'H',
         'retryAfterMs': None, 'text': 'T'}


def between(emulator, target):
    return list(difference.between([('Call', emulator)], [('Call', target)], {}))


def bodies(emulator, target):
    return between({'body': emulator}, {'body': target})


class Differences(unittest.TestCase):
    def test_values_of_an_answer_may_differ(self):
        self.assertEqual(bodies({'A': 'one', 'B': [{'C': 1}]}, {'A': 'other', 'B': [{'C': 2}, {'C': 3}]}), [])

    def test_a_member_that_one_side_lacks_is_reported_with_its_path(self):
        self.assertEqual(bodies({'Items': {'Job': [{'A': 1}]}}, {'Items': {'Job': [{'A': 1, 'B': 'x'}]}}),
                         ['Call: Items.Job[].B\n  emulator  absent\n  target    text'])
        self.assertEqual(bodies({'A': 1, 'B': 1}, {'A': 1}), ['Call: B\n  emulator  number\n  target    absent'])

    def test_a_type_that_differs_is_reported(self):
        self.assertEqual(bodies({'A': '1'}, {'A': 1}), ['Call: A\n  emulator  text\n  target    number'])

    def test_what_an_absent_object_would_hold_is_not_reported_beside_it(self):
        self.assertEqual(bodies({'A': {'B': {'C': 1}}}, {}), ['Call: A\n  emulator  object\n  target    absent'])

    def test_items_of_an_empty_list_are_not_compared(self):
        self.assertEqual(bodies({'A': []}, {'A': [{'B': [{'C': 1}]}]}), [])

    def test_what_a_job_has_while_it_uploads_may_be_absent_but_not_of_another_type(self):
        self.assertEqual(bodies({'Process': '10%'}, {}), [])
        self.assertEqual(bodies({'Process': '10%'}, {'Process': 10}), ['Call: Process\n  emulator  text\n  target    number'])

    def test_code_message_and_status_of_an_error_must_be_equal(self):
        for member in ('type', 'code', 'status', 'message', 'hostId', 'recommend'):
            found = between({'error': ERROR}, {'error': {**ERROR, member: 'else'}})
            self.assertEqual([text.splitlines()[0] for text in found], [f'Call: error {member}'])

    def test_a_request_id_that_one_side_lacks_is_reported_but_not_another_one(self):
        self.assertEqual(between({'error': ERROR}, {'error': {**ERROR, 'requestId': 'S'}}), [])
        self.assertEqual(between({'error': ERROR}, {'error': {**ERROR, 'requestId': None}}),
                         ['Call: error requestId\n  emulator  present\n  target    absent'])

    def test_what_was_signed_may_differ(self):
        one, other = ({**ERROR, 'message': f'Wrong. server string to sign is:{signed}'} for signed in ('GET&a', 'GET&b'))
        self.assertEqual(between({'error': one}, {'error': other}), [])

    def test_an_error_in_the_place_of_an_answer_is_reported(self):
        [found] = between({'body': {}}, {'error': ERROR})
        self.assertRegex(found, 'Call: what came')

    def test_another_number_of_calls_is_reported(self):
        [found] = difference.between([('Call', {'body': {}})], [], {})
        self.assertRegex(found, 'how many calls')


class Masks(unittest.TestCase):
    def test_it_takes_out_secrets_in_every_form_and_request_ids(self):
        mask = Mask({'token': 'CAIS/+=', 'key': 'LTAI1', 'instance': None})
        self.assertEqual(mask({'a': ['CAIS/+=', 'CAIS%2F%2B%3D', 1], 'b': 'LTAI1 0059312D-84BA-5992-887C-E925CA6007BA'}),
                         {'a': ['<token>', '<token>', 1], 'b': '<key> <RequestId>'})
