from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestNumbering(RequestCase):

    def _take(self, count=1, kind='entry', on=date(2026, 3, 15), chamber=None):
        return self.env['chamber.numbering']._take(chamber or self.chamber_16, kind, count, on)

    def test_numbers_follow_each_other_in_a_chamber_and_a_year(self):
        self.assertEqual(self._take(2), ['T-16-2026-000001', 'T-16-2026-000002'])
        self.assertEqual(self._take(), ['T-16-2026-000003'])
        self.assertEqual(self._take(on=date(2027, 1, 1)), ['T-16-2027-000001'])
        self.assertEqual(self._take(chamber=self.chamber_05), ['T-05-2026-000001'])
        self.assertEqual(self._take(kind='card'), ['CT-16-2026-000001'])

    def test_a_chamber_chooses_its_form(self):
        self.env['chamber.numbering'].create({
            'company_id': self.chamber_16.id, 'kind': 'entry', 'pattern': '{number}/{yy}/{wilaya}', 'padding': 4})
        self.assertEqual(self._take(), ['0001/26/T-16'])

    def test_a_new_form_and_a_new_code_apply_at_once(self):
        self._take()
        numbering = self.env['chamber.numbering'].create({
            'company_id': self.chamber_16.id, 'kind': 'entry', 'pattern': '{wilaya}/{number}', 'padding': 4})
        self.assertEqual(self._take(), ['T-16/0001'])
        numbering.padding = 2
        self.assertEqual(self._take(), ['T-16/02'])
        self.chamber_16.chamber_code = 'T-99'
        self.assertEqual(self._take(), ['T-99/03'])
        numbering.unlink()
        self.assertEqual(self._take(), ['T-99-2026-000002'])

    def test_numbers_without_a_year_run_on(self):
        self.env['chamber.numbering'].create({
            'company_id': self.chamber_16.id, 'kind': 'entry', 'pattern': '{wilaya}-{number}'})
        self.assertEqual(self._take(), ['T-16-000001'])
        self.assertEqual(self._take(on=date(2027, 1, 1)), ['T-16-000002'])

    def test_what_is_undone_leaves_no_gap(self):
        self._take()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._take(5)
            raise UserError("undone")  # pylint: disable=translation-required
        self.assertEqual(self._take(), ['T-16-2026-000002'])

    def test_a_form_needs_the_running_number_once_and_knows_its_words(self):
        for pattern in ('{wilaya}-{year}', '{number}{number}', '{number}-{company}', '{number}{}'):
            with self.subTest(pattern=pattern), self.assertRaises(ValidationError):
                self.env['chamber.numbering'].create({
                    'company_id': self.chamber_16.id, 'kind': 'entry', 'pattern': pattern})

    def test_the_example_shows_the_form(self):
        numbering = self.env['chamber.numbering'].create({'company_id': self.chamber_16.id, 'kind': 'request', 'padding': 3})
        self.assertEqual(numbering.example, 'T-16-2026-001')

    def test_nobody_takes_a_number_by_hand(self):
        with self.assertRaises(AccessError):
            self.env['chamber.number'].with_user(self.registrar_16).create({
                'company_id': self.chamber_16.id, 'kind': 'entry', 'period': 2026, 'running': 1, 'code': 'X'})
