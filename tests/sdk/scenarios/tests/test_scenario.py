"""The list of scenarios."""
import unittest

from .. import scenario
from ..scenario import each


class Scenarios(unittest.TestCase):
    def test_no_two_have_the_same_name(self):
        names = [one.name for one in scenario.every()]
        self.assertEqual(len(names), len(set(names)))
        self.assertGreater(len(names), 100)

    def test_who_takes_the_emulator_needs_it(self):
        needs = {one.name: one.needs_emulator for one in scenario.every()}
        self.assertTrue(needs['polls see every phase until it is finished'])
        self.assertFalse(needs['describing an instance that there is not'])

    def test_each_case_is_a_scenario_with_its_own_values(self):
        @each(('small', 1), ('big', 2))
        def a_size(rds, size):
            rds.append(size)
        seen = []
        for one in scenario.of(a_size):
            one.run(rds=seen, emulator=None, keys=None)
        self.assertEqual([one.name for one in scenario.of(a_size)], ['a size: small', 'a size: big'])
        self.assertEqual(seen, [1, 2])
