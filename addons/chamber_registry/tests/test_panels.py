import doctest

from odoo.tests import BaseCase

from ..tools import panels


class TestPanels(BaseCase):

    def test_examples_hold(self):
        results = doctest.testmod(panels)
        self.assertGreater(results.attempted, 0)
        self.assertFalse(results.failed)

    def test_nothing_is_drawn_of_nothing(self):
        rows = [{'key': month, 'name': '', 'title': '', 'values': [0, 0]} for month in range(12)]
        self.assertEqual(panels.columns('k', '', rows, [], "Nothing yet")['rows'], [])
        self.assertEqual(panels.bars('k', '', [], "Nothing yet")['rows'], [])

    def test_what_is_below_nothing_has_no_bar(self):
        rows = [{'key': 1, 'name': '', 'value': -5, 'text': '-5'}, {'key': 2, 'name': '', 'value': 10, 'text': '10'}]
        self.assertEqual([row['share'] for row in panels.bars('k', '', rows, '')['rows']], [0, 100])

    def test_a_bar_may_be_a_share_of_its_own_whole(self):
        row, = panels.bars('k', '', [{'key': 1, 'name': '', 'value': 30, 'text': '', 'share': 60}], '')['rows']
        self.assertEqual(row['share'], 60)
