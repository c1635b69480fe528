import json

from psycopg2 import errors

from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import VerifiableCommon


@tagged('post_install', '-at_install')
class TestSettings(VerifiableCommon):

    def test_the_administrator_names_the_issuer_and_the_page_is_told(self):
        with Form(self.env['res.config.settings']) as form:
            form.verifiable_issuer_name_ar = "الغرفة"
            form.verifiable_max_age_days = 3
        form.record.execute()
        content = json.loads(json.loads(self.env['verifiable.statement']._get_keys_statement())['payload'])
        self.assertEqual(content['issuer']['ar'], "الغرفة")
        self.assertEqual(content['max_age_days'], 3)

    def test_without_a_name_the_first_company_speaks(self):
        content = json.loads(json.loads(self.env['verifiable.statement']._get_keys_statement())['payload'])
        self.assertEqual(content['issuer']['fr'], self.env['res.company'].search([], order='id', limit=1).name)
        self.assertEqual(content['max_age_days'], 7)

    def test_an_unknown_type_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no verifiable.type"):
            self.env['verifiable.type']._get_by_code('nothing')

    @mute_logger('odoo.sql_db')
    def test_numbers_and_codes_are_given_once_and_reserved_codes_kept(self):
        Type = self.env['verifiable.type']
        cases = (
            (lambda: Type.create({'name': "x", 'code': 'test_card', 'number': 65001}), errors.UniqueViolation),
            (lambda: Type.create({'name': "x", 'code': 'other', 'number': 65000}), errors.UniqueViolation),
            (lambda: Type.create({'name': "x", 'code': 'other', 'number': 70000}), errors.CheckViolation),
            (lambda: self.document_type.write({'line_ids': [(0, 0, {'code': 9, 'label': "x"})]}),
             errors.CheckViolation),
        )
        for make, refusal in cases:
            with self.assertRaises(refusal), self.env.cr.savepoint():
                make()
                self.env.flush_all()
