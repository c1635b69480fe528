import json
from datetime import timedelta

from freezegun import freeze_time
from psycopg2.errors import CheckViolation, UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged, users
from odoo.tools import mute_logger

from .common import ChamberCase

NIN = '119840512345678901'


@tagged('post_install', '-at_install')
class TestNin(ChamberCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registrant = cls._create_registrant(nin=NIN)

    def _registrant(self):
        return self.registrant.with_env(self.env)

    @users('agent_16', 'registrar_16', 'director_16', 'national', 'auditor')
    def test_lists_show_the_last_four_digits(self):
        registrant = self._registrant()
        self.assertIn('8901', registrant.nin_masked)
        self.assertNotIn(NIN[:6], registrant.nin_masked + registrant.nin_entry)

    @users('agent_16', 'registrar_16', 'director_16', 'national', 'director_general', 'auditor')
    def test_no_role_reads_the_number_itself(self):
        registrant, Partner = self._registrant(), self.env['res.partner']
        registrant.sudo().nin   # a value in the cache opens nothing
        for way, attempt in {
            'field': lambda: registrant.nin,
            'read': lambda: registrant.read(['nin']),
            'web_read': lambda: registrant.web_read({'nin': {}}),
            'mapped': lambda: registrant.mapped('nin'),
            'export': lambda: registrant._export_rows([['nin']]),
            'domain': lambda: Partner.search([('nin', '=', NIN)]),
            'domain by likeness': lambda: Partner.search([('nin', '=like', '1%')]),
            'filtered_domain': lambda: registrant.filtered_domain([('nin', '=', NIN)]),
            'search_read': lambda: Partner.search_read([], ['nin']),
            'order': lambda: Partner.search([], order='nin'),
            'group': lambda: Partner._read_group([], ['nin']),
            'aggregate': lambda: Partner._read_group([], [], ['nin:max']),
            'through a link': lambda: self.env['res.company'].search([('partner_id.nin', '=', NIN)]),
        }.items():
            with self.subTest(way=way), self.assertRaises(AccessError):
                attempt()

    @users('agent_16', 'national')
    def test_no_role_writes_the_number_itself(self):
        with self.assertRaises(AccessError):
            self._registrant().write({'nin': '119840512345678902'})

    @users('agent_16')
    def test_the_list_of_fields_does_not_offer_it(self):
        self.assertNotIn('nin', self.env['res.partner'].fields_get())

    @users('agent_16')
    def test_the_whole_number_finds_the_registrant(self):
        Partner = self.env['res.partner']
        for typed in (NIN, '١١٩ ٨٤٠ ٥١٢ ٣٤٥ ٦٧٨ ٩٠١'):
            self.assertEqual(Partner.search([('nin_entry', '=', typed)]), self._registrant())
            self.assertEqual(Partner.search([('nin_entry', 'ilike', typed)]), self._registrant())
            self.assertEqual(Partner.search([('display_name', 'ilike', typed)]), self._registrant())

    @users('agent_16')
    def test_a_part_of_the_number_finds_nobody(self):
        for typed in (NIN[:17], NIN[:6], '%', NIN[-4:]):
            self.assertFalse(self.env['res.partner'].search([('nin_entry', 'ilike', typed)]))

    @users('agent_05')
    def test_the_number_of_another_chamber_finds_nobody(self):
        self.assertFalse(self.env['res.partner'].search([('nin_entry', '=', NIN)]))
        self.assertFalse(self.env['res.partner'].search([('display_name', 'ilike', NIN)]))

    @users('agent_16')
    def test_saving_the_mask_keeps_the_number(self):
        with Form(self._registrant(), view='chamber_registry.res_partner_registrant_view_form') as form:
            form.nin_entry = form.nin_entry + ' '
            form.street = "حي 5 جويلية"
        self.assertEqual(self.registrant.nin, NIN)

    @users('agent_16')
    def test_the_number_is_corrected_by_typing_it_again(self):
        self._registrant().nin_entry = '119840512345678999'
        self.assertEqual(self.registrant.nin, '119840512345678999')

    def test_a_number_of_17_digits_is_refused(self):
        with self.assertRaisesRegex(ValidationError, r'18.*17'):
            self._create_registrant(nin=NIN[:17])

    @mute_logger('odoo.sql_db')
    def test_the_database_refuses_17_digits_too(self):
        with self.assertRaises(CheckViolation):
            self.env.cr.execute("UPDATE res_partner SET nin = '123' WHERE id = %s", [self.registrant.id])

    @users('agent_05')
    def test_a_number_live_elsewhere_is_refused_and_the_chamber_is_named(self):
        with self.assertRaises(ValidationError) as refusal:
            self.env['res.partner'].create({
                'is_registrant': True, 'registrant_type': 'artisan', 'family_name_ar': "منصوري", 'given_name_ar': "أمين",
                'nin_entry': NIN})
        self.assertIn("Chambre T-16", str(refusal.exception))
        self.assertNotIn(self.registrant.name, str(refusal.exception))
        self.assertNotIn("Benali", str(refusal.exception))

    @users('agent_05')
    def test_the_form_warns_as_soon_as_the_number_is_typed(self):
        partner = self.env['res.partner'].new({'is_registrant': True, 'registrant_type': 'artisan', 'nin_entry': NIN})
        warning = partner._onchange_nin_entry()
        self.assertIn("Chambre T-16", warning['warning']['message'])

    def test_reviving_a_registrant_whose_number_is_taken_is_refused(self):
        self.registrant.active = False
        self._create_registrant(nin=NIN)
        with self.assertRaises(ValidationError):
            self.registrant.active = True

    @mute_logger('odoo.sql_db')
    def test_the_database_holds_uniqueness_by_itself(self):
        other = self._create_registrant()
        with self.assertRaises(UniqueViolation):
            self.env.cr.execute("UPDATE res_partner SET nin = %s WHERE id = %s", [NIN, other.id])

    def test_a_number_of_an_archived_registrant_is_free(self):
        self.registrant.active = False
        self.assertTrue(self._create_registrant(nin=NIN))

    def test_a_doubtful_number_is_accepted_with_a_warning(self):
        registrant = self._create_registrant(nin='119770512345678901')
        self.assertIn("year", registrant.registrant_doubts)
        registrant.birth_date = '1977-01-01'
        self.assertFalse(registrant.registrant_doubts)

    @users('registrar_16', 'director_16', 'national')
    def test_a_whole_reading_is_journalled(self):
        self.assertEqual(self._registrant()._read_nin("Comparison with the identity card"), NIN)
        log = self.env['chamber.access.log'].sudo().search([('user_id', '=', self.env.uid)])
        self.assertRecordValues(log, [{
            'partner_id': self.registrant.id, 'company_id': self.chamber_16.id, 'data': 'nin',
            'purpose': "Comparison with the identity card"}])

    @users('agent_16', 'auditor', 'director_general')
    def test_other_roles_do_not_read_it_whole(self):
        with self.assertRaises(AccessError):
            self._registrant()._read_nin("Curiosity")

    @users('registrar_05', 'director_05')
    def test_another_chamber_does_not_read_it(self):
        with self.assertRaises(AccessError):
            self._registrant()._read_nin("Curiosity")

    @users('registrar_16')
    def test_a_reading_has_a_purpose(self):
        with self.assertRaises(UserError):
            self._registrant()._read_nin("  ")

    @users('registrar_16')
    def test_the_button_shows_the_number_for_two_minutes(self):
        with freeze_time('2026-03-15 09:00:00') as clock:
            reveal = self.env['chamber.nin.reveal'].create({'partner_id': self.registrant.id, 'purpose': "Card"})
            self.assertFalse(reveal.nin)
            reveal.action_reveal()
            reveal.invalidate_recordset()
            self.assertEqual(reveal.nin, '119 840 512 345 678 901')
            clock.tick(timedelta(seconds=121))
            reveal.invalidate_recordset()
            self.assertFalse(reveal.nin)

    @users('registrar_16')
    def test_the_journal_line_of_one_registrant_does_not_open_another(self):
        other = self._create_registrant(nin='119840512345678902')
        reveal = self.env['chamber.nin.reveal'].create({'partner_id': self.registrant.id, 'purpose': "Card"})
        reveal.action_reveal()
        reveal.partner_id = other
        self.assertFalse(reveal.nin)

    @users('registrar_05')
    def test_a_journal_line_of_another_user_opens_nothing(self):
        registrant = self._create_registrant(nin='119840512345678903', chamber_id=self.chamber_05.id)
        log = registrant.with_user(self.director_05)._journal_nin_reading("Card")
        Reveal = self.env['chamber.nin.reveal'].with_context(default_access_log_id=log.id)
        self.assertFalse(Reveal.create({'partner_id': registrant.id, 'access_log_id': log.id}).nin)

    @users('registrar_05')
    def test_the_button_does_not_name_a_registrant_of_another_chamber(self):
        with self.assertRaises(AccessError):
            self.env['chamber.nin.reveal'].create({'partner_id': self.registrant.id})

    @users('director_16', 'registrar_16', 'agent_16', 'national')
    def test_no_role_writes_the_journal(self):
        with self.assertRaises(AccessError):
            self.env['chamber.access.log'].create({
                'partner_id': self.registrant.id, 'user_id': self.env.uid, 'data': 'nin', 'purpose': "Forged"})

    def test_a_director_sees_the_journal_of_his_chamber_only(self):
        self.registrant.with_user(self.registrar_16)._read_nin("Card")
        AccessLog = self.env['chamber.access.log']
        self.assertTrue(AccessLog.with_user(self.director_16).search([]))
        self.assertFalse(AccessLog.with_user(self.director_05).search([]))
        self.assertTrue(AccessLog.with_user(self.auditor).search([]))

    def test_the_number_is_in_no_journal_and_no_search_key(self):
        self.registrant.with_user(self.registrar_16)._read_nin("Card")
        log = self.env['chamber.access.log'].search([('partner_id', '=', self.registrant.id)])
        self.assertNotIn(NIN, json.dumps(log.read(), default=str))
        self.assertNotIn(NIN, self.registrant.registrant_search_key)
        self.assertNotIn(NIN, json.dumps(self.registrant.message_ids.read(), default=str))
        self.assertEqual(fields.NO_ACCESS, self.env['res.partner']._fields['nin'].groups)
