from odoo.tests import BaseCase, tagged

from odoo.addons.chained_journal.tools import findings as faults


@tagged('post_install', '-at_install')
class TestFindings(BaseCase):

    def test_first_fault_of_each_chain_is_kept(self):
        found = [
            faults.finding('m', 'A', 7, faults.CUT), faults.finding('m', 'A', 3, faults.EDITED),
            faults.finding('m', 'B', 9, faults.CUT), faults.finding('m', None, 0, faults.UNPROTECTED),
        ]
        self.assertEqual(
            [(item['chain_key'], item['sequence']) for item in faults.first_by_chain(found)],
            [(None, 0), ('A', 3), ('B', 9)])

    def test_link_that_is_not_what_it_says(self):
        for sequence, payload, hash_ok, has_own_place, expected in (
            (5, {'seq': 5}, True, False, ('edited', 5)),       # a column
            (5, {'seq': 5}, False, False, ('edited', 5)),      # the hash
            (5, None, True, False, ('edited', 5)),             # unreadable
            (5, [], True, False, ('edited', 5)),
            (5, {'seq': '6'}, True, False, ('edited', 5)),
            (6, {'seq': 5}, True, False, ('inserted', 5)),     # shifted to make room
            (5, {'seq': 6}, True, False, ('deleted', 5)),      # shifted to close a gap
            (5, {'seq': 8}, True, True, ('reordered', 5)),     # the fifth stands elsewhere
        ):
            with self.subTest(sequence=sequence, payload=payload):
                self.assertEqual(faults.tell_self_broken(sequence, payload, hash_ok, has_own_place), expected)

    def test_link_that_does_not_follow(self):
        for sequence, before, expected in (
            (5, 4, ('edited', 4)), (7, 4, ('deleted', 5)), (4, 4, ('inserted', 4)), (0, 0, ('inserted', 0)),
            (1, 0, ('edited', 1)),
        ):
            with self.subTest(sequence=sequence, before=before):
                self.assertEqual(faults.tell_unlinked(sequence, before), expected)
