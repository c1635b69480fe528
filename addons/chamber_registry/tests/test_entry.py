from datetime import date

from freezegun import freeze_time
from psycopg2.errors import RestrictViolation, UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .common_request import RequestCase


@tagged('post_install', '-at_install')
class TestEntry(RequestCase):

    def _change(self, entry, kind, reason="As asked", user=None, **values):
        wizard = self.env['chamber.entry.change'].with_user(user or self.director_16).create(
            {'entry_id': entry.id, 'kind': kind, 'reason': reason, **values})
        wizard.action_record()

    def test_an_entry_is_written_by_no_one(self):
        entry = self._create_entry()
        for user in (self.director_16, self.national, self.env.user):
            for values in ({'state': 'struck_off'}, {'number': 'X'}, {'partner_id': 1}, {'exercise_address': "elsewhere"}):
                with self.subTest(user=user.login, values=values), self.assertRaises(UserError):
                    entry.with_user(user).write(values)
        self.assertFalse(entry._find_differences())

    def test_an_entry_is_neither_made_nor_deleted_by_hand(self):
        entry = self._create_entry()
        with self.assertRaisesRegex(UserError, "by an act only"):
            self.env['chamber.entry'].create({
                'number': 'X', 'company_id': self.chamber_16.id, 'partner_id': entry.partner_id.id, 'date': '2026-03-15',
                'state': 'registered'})
        with self.assertRaisesRegex(UserError, "never deleted"):
            entry.sudo().unlink()

    def test_an_entry_is_found_by_number_name_in_either_script_phone_and_nin(self):
        nin = self._next_nin()
        partner = self._create_registrant(nin=nin, phone='0555 98 76 54')
        entry = self._create_entry(partner_id=partner.id)
        self._create_entry(partner_id=self._create_registrant(
            nin=self._next_nin(), family_name_ar="زروقي", family_name_latin="Zerrouki").id)
        Entry = self.env['chamber.entry'].with_user(self.agent_16)
        for typed in ('2026-000001', "بن علي", 'BENALI', 'benali karim', '0555987654', nin):
            with self.subTest(typed=typed):
                self.assertEqual(Entry.search(['|', ('number', 'ilike', typed), ('partner_id', 'ilike', typed)]), entry)
        for typed in ('16-2026-000001', '162026000001'):
            with self.subTest(typed=typed):
                self.assertEqual(
                    self.env['res.partner'].with_user(self.agent_16).search([('display_name', 'ilike', typed)]), partner)

    def test_its_activities_are_not_written_by_hand(self):
        lines = self._create_entry().activity_line_ids
        with self.assertRaisesRegex(UserError, "by an act only"):
            lines.sudo().date_end = '2026-03-15'
        with self.assertRaisesRegex(UserError, "by an act only"):
            lines.sudo().unlink()

    def test_an_act_is_not_made_by_hand(self):
        entry = self._create_entry()
        with self.assertRaises(UserError):
            self.env['chamber.act'].with_user(self.director_16).create({'entry_id': entry.id, 'kind': 'strike_off'})
        with self.assertRaisesRegex(UserError, "by the steps of the register only"):
            self.env['chamber.act'].sudo().create({'entry_id': entry.id, 'kind': 'strike_off'})

    def test_people_may_talk_about_an_entry_and_plan_work_on_it(self):
        entry = self._create_entry().with_user(self.agent_16)
        entry.message_post(body="He came to the counter")
        entry.activity_schedule('mail.mail_activity_data_todo', summary="Call back")
        self.assertEqual(entry.activity_ids.summary, "Call back")

    def test_suspended_reinstated_and_struck_off(self):
        entry = self._create_entry()
        self._change(entry, 'suspension')
        self.assertEqual(entry.state, 'suspended')
        self._change(entry, 'reinstatement')
        self.assertEqual(entry.state, 'registered')
        self._change(entry, 'strike_off', "Cessation of activity")
        self.assertEqual(entry.state, 'struck_off')
        self.assertEqual(
            entry.act_ids.sorted('chain_sequence').mapped('kind'), ['inscription', 'suspension', 'reinstatement', 'strike_off'])
        self.assertFalse(entry._find_differences())

    def test_a_step_that_the_state_does_not_allow_is_refused(self):
        entry = self._create_entry()
        with self.assertRaisesRegex(UserError, "which is “Registered”"):
            self._change(entry, 'reinstatement')
        self._change(entry, 'strike_off')
        with self.assertRaisesRegex(UserError, "which is “Struck off”"):
            self._change(entry, 'suspension')

    def test_only_the_director_strikes_off(self):
        entry = self._create_entry()
        for user in (self.agent_16, self.registrar_16, self.national, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._change(entry, 'strike_off', user=user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                entry.with_user(user)._change_state('strike_off', "x", date(2026, 3, 15))

    def test_the_director_of_another_chamber_does_not_strike_off(self):
        entry = self._create_entry()
        with self.assertRaises(AccessError):
            self._change(entry, 'strike_off', user=self.director_05)

    def test_an_act_of_tomorrow_or_before_the_last_one_is_refused(self):
        entry = self._create_entry()
        with self.assertRaisesRegex(UserError, "in the future"):
            self._change(entry, 'suspension', date='2026-03-16')
        with self.assertRaisesRegex(UserError, "before the last one"):
            self._change(entry, 'suspension', date='2026-03-14')

    def test_who_was_struck_off_may_register_again_under_a_new_number(self):
        entry = self._create_entry()
        self._change(entry, 'strike_off')
        again = self._create_entry(partner_id=entry.partner_id.id)
        self.assertEqual((entry.number, again.number), ('T-16-2026-000001', 'T-16-2026-000002'))

    def test_a_registrant_has_one_live_entry(self):
        entry = self._create_entry()
        with mute_logger('odoo.sql_db'), self.assertRaises(UniqueViolation):
            self.env['chamber.act']._record_batch([{
                'kind': 'inscription', 'company': self.chamber_05, 'partner': entry.partner_id,
                'values': {'main_activity_id': self.craft_activity.id}}])
            self.env.flush_all()

    def test_what_it_was_on_any_date(self):
        entry = self._create_entry()
        self.assertEqual(entry._state_on(date(2026, 3, 14)), {})
        with freeze_time('2026-04-01 09:00:00'):
            self.env['chamber.act']._record('modification', entry, {
                'main_activity_id': self.other_activity.id, 'exercise_address': "5, rue Neuve"})
        with freeze_time('2026-05-01 09:00:00'):
            self._change(entry, 'suspension')
        march, april, may = (entry._state_on(date(2026, month, 15)) for month in (3, 4, 5))
        self.assertEqual((march['main_activity_id'], march['exercise_address'], march['state']),
                         (self.craft_activity.id, "12, rue des Frères", 'registered'))
        self.assertEqual((april['main_activity_id'], april['exercise_address'], april['state']),
                         (self.other_activity.id, "5, rue Neuve", 'registered'))
        self.assertEqual(may['state'], 'suspended')
        self.assertFalse(entry._find_differences())
        main = entry.activity_line_ids.sorted('date_start')
        self.assertEqual([(str(line.date_start), str(line.date_end or '')) for line in main],
                         [('2026-03-15', '2026-03-31'), ('2026-04-01', '')])

    def test_the_screen_of_a_date_shows_it_in_words(self):
        entry = self._create_entry()
        screen = self.env['chamber.entry.on.date'].with_user(self.agent_16).create(
            {'entry_id': entry.id, 'date': '2026-03-15'})
        self.assertIn(self.craft_activity.name, screen.description)
        self.assertIn("Workshop", screen.description)
        self.assertEqual(screen.act_ids, entry.act_ids)
        shown = dict(entry.with_user(self.auditor).get_values_on('2026-03-15'))
        self.assertEqual(shown["Main Activity"], self.craft_activity.display_name)
        screen.date = '2026-03-01'
        self.assertIn("Not in the register", screen.description)

    def test_a_change_by_sql_is_found_against_the_acts(self):
        entry = self._create_entry()
        self.env.cr.execute(SQL("UPDATE chamber_entry SET exercise_address = 'Elsewhere' WHERE id = %s", entry.id))
        entry.invalidate_recordset()
        [difference] = entry._find_differences()
        self.assertEqual((difference['field'], difference['register'], difference['acts']),
                         ('exercise_address', "Elsewhere", "12, rue des Frères"))

    def test_an_act_changed_by_sql_is_refused_by_the_database(self):
        act = self._create_entry().act_ids
        for query in ("UPDATE chamber_act SET reason = 'x' WHERE id = %s", "DELETE FROM chamber_act WHERE id = %s"):
            with self.subTest(query=query), mute_logger('odoo.sql_db'), \
                    self.assertRaises(RestrictViolation), self.env.cr.savepoint():
                self.env.cr.execute(query, [act.id])

    def test_with_the_trigger_disabled_the_verification_names_the_act(self):
        act = self._create_entry().act_ids
        self._create_entry()
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE chamber_act DISABLE TRIGGER chained_journal_row")
        self.env.cr.execute(SQL("UPDATE chamber_act SET number = 'T-16-2026-000099' WHERE id = %s", act.id))
        self.env.cr.execute("ALTER TABLE chamber_act ENABLE ALWAYS TRIGGER chained_journal_row")
        findings = self.env['chamber.act']._verify_chains([act.chain_key])
        self.assertIn((1, 'edited'), [(finding['sequence'], finding['kind']) for finding in findings])
