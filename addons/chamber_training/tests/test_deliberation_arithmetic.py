from odoo.tests import BaseCase

from ..tools.deliberation import Criterion, deliberate

ORAL = Criterion('o', 'oral', 20, 1, 0)
MAKES = Criterion('p', 'practical', 20, 3, 8)
SAFETY = Criterion('s', 'practical', 10, 1, 5)


class TestDeliberationArithmetic(BaseCase):

    def test_marks_of_jurors_become_a_mark_out_of_20(self):
        cases = [
            # criteria, marks, oral, practical, mark
            ([ORAL, MAKES], {'o': [10], 'p': [10]}, 10, 10, 10),
            ([ORAL, MAKES], {'o': [20, 10, 15], 'p': [8, 9, 10]}, 15, 9, 10.5),
            ([MAKES, SAFETY], {'p': [12], 's': [5]}, None, 11.5, 11.5),
            ([ORAL], {'o': [9.99, 10]}, 10, None, 10),
            ([ORAL], {'o': [9.98, 10]}, 9.99, None, 9.99),
            ([ORAL, MAKES], {'o': [0.1, 0.2], 'p': [0, 0]}, 0.15, 0, 0.04),
            ([ORAL], {'o': [13, 14, 14]}, 13.67, None, 13.67),
            ([ORAL, MAKES, SAFETY], {'o': [20], 'p': [20], 's': [10]}, 20, 20, 20),
        ]
        for criteria, marks, oral, practical, mark in cases:
            with self.subTest(marks=marks):
                result = deliberate(criteria, marks, 10)
                self.assertEqual((result.oral, result.practical, result.mark), (oral, practical, mark))

    def test_the_result_follows_from_the_pass_mark_and_the_eliminatory_marks(self):
        cases = [
            ([ORAL], {'o': [10]}, 10, 'admitted', []),
            ([ORAL], {'o': [9.99]}, 10, 'failed', []),
            ([ORAL], {'o': [0]}, 0, 'admitted', []),
            ([ORAL, MAKES], {'o': [20], 'p': [8]}, 10, 'admitted', []),
            ([ORAL, MAKES], {'o': [20], 'p': [7.99]}, 10, 'failed', ['p']),
            ([MAKES, SAFETY], {'p': [20], 's': [4, 5]}, 10, 'failed', ['s']),
            ([MAKES, SAFETY], {'p': [20], 's': [4, 6]}, 10, 'admitted', []),
            ([MAKES, SAFETY], {'p': [0], 's': [0]}, 0, 'failed', ['p', 's']),
        ]
        for criteria, marks, pass_mark, expected, below in cases:
            with self.subTest(marks=marks):
                result = deliberate(criteria, marks, pass_mark)
                self.assertEqual((result.result, result.below), (expected, below))

    def test_who_is_absent_has_no_marks(self):
        result = deliberate([ORAL, MAKES], {}, 10, is_absent=True)
        self.assertEqual((result.result, result.mark, result.oral), ('absent', 0, None))

    def test_a_criterion_that_nobody_marked_is_no_zero(self):
        with self.assertRaises(ValueError):
            deliberate([ORAL, MAKES], {'o': [10], 'p': []}, 10)
        with self.assertRaises(ValueError):
            deliberate([], {}, 10)
