from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged, users
from odoo.tools import SQL

from .common import ChamberCase


@tagged('post_install', '-at_install')
class TestDuplicates(ChamberCase):
    """كريم بن علي is in the register of Algiers, born on 12 May 1984, telephone 0555 12 34 56."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.karim = cls._create_registrant(phone='0555 12 34 56')

    def _search(self):
        """The pairs that the nightly search lists, of what the test made."""
        with self.enter_registry_test_mode():
            self.env.ref('chamber_registry.ir_cron_search_duplicates').method_direct_trigger()
        self.env.invalidate_all()
        return self.env['chamber.duplicate'].search(['|', ('first_id', '=', self.karim.id), ('second_id', '=', self.karim.id)])

    def test_the_same_name_and_birth_is_found_whatever_the_order_and_signs(self):
        other = self._create_registrant(
            family_name_ar="كريم", given_name_ar="بن عليّ", family_name_latin="KARIM", given_name_latin="Bénali")
        pair = self._search()
        self.assertRecordValues(pair, [{
            'first_id': self.karim.id, 'second_id': other.id, 'is_same_name': True, 'is_same_phone': False, 'state': 'open',
            'first_chamber_id': self.chamber_16.id, 'why': "same name, born on the same day",
        }])

    def test_all_that_is_the_same_is_told_in_the_language_of_the_reader(self):
        self._create_registrant(phone='0555 12 34 56')
        pair = self._search()
        self.assertEqual(pair.with_context(lang='en_US').why, "same name, born on the same day and same telephone")
        self.assertEqual(pair.with_context(lang='ar_001').why, "الاسم نفسه وتاريخ الميلاد نفسه والهاتف نفسه")

    def test_close_names_are_found_on_the_same_birth_only(self):
        close = self._create_registrant(given_name_ar="عبد الكريم", given_name_latin="Kareem")
        self._create_registrant(given_name_ar="عبد الكريم", given_name_latin="Kareem", birth_date='1984-05-13')
        pair = self._search()
        self.assertEqual(pair.second_id, close)
        self.assertFalse(pair.is_same_name)
        self.assertGreaterEqual(pair.likeness, 0.5)
        self.assertLess(pair.likeness, 1)

    def test_one_name_in_one_script_is_enough(self):
        other = self._create_registrant(family_name_ar=False, given_name_ar=False)
        self.assertRecordValues(self._search(), [{'second_id': other.id, 'is_same_name': True}])

    def test_brother_and_sister_are_two(self):
        self._create_registrant(given_name_ar="كريمة", given_name_latin="Karima", sex='female')
        self.assertFalse(self._search())

    def test_other_names_born_on_the_same_day_are_two(self):
        self._create_registrant(
            family_name_ar="حداد", given_name_ar="يوسف", family_name_latin="Haddad", given_name_latin="Youcef")
        self.assertFalse(self._search())

    def test_the_same_telephone_is_found_however_it_was_typed(self):
        other = self._create_registrant(
            family_name_ar="حداد", given_name_ar="يوسف", family_name_latin="Haddad", given_name_latin="Youcef",
            birth_date='1990-01-01', phone='+213555123456')
        self.assertRecordValues(self._search(), [{
            'second_id': other.id, 'is_same_phone': True, 'is_same_name': False, 'why': "same telephone"}])

    def test_the_telephone_of_a_counter_tells_nothing(self):
        for day in range(1, 12):
            self._create_registrant(
                family_name_ar=f"لقب{day}", given_name_ar="ياسين", family_name_latin=f"Nom{day}", given_name_latin="Yacine",
                birth_date=f'1990-01-{day:02}', phone='0555 12 34 56')
        self.assertFalse(self._search())

    def test_cooperatives_of_one_name_are_found(self):
        values = {
            'registrant_type': 'cooperative', 'legal_name_ar': "تعاونية النحاس", 'legal_name_latin': "Coopérative du cuivre",
            'birth_date': False, 'sex': False}
        first, second = self._create_registrant(**values), self._create_registrant(**values)
        self._search()
        pair = self.env['chamber.duplicate'].search([('first_id', '=', first.id)])
        self.assertRecordValues(pair, [{'second_id': second.id, 'why': "same name"}])

    def test_a_pair_that_was_corrected_is_forgotten(self):
        other = self._create_registrant()
        self.assertTrue(self._search())
        other.birth_date = '1960-02-03'
        self.assertFalse(self._search())

    def test_an_archived_registrant_is_no_double(self):
        self._create_registrant(active=False)
        self.assertFalse(self._search())

    def test_a_second_search_lists_nothing_twice(self):
        self._create_registrant()
        self.assertEqual(self._search(), self._search())

    def test_what_was_told_apart_is_remembered(self):
        other = self._create_registrant()
        pair = self._search().with_user(self.registrar_16)
        pair.note = "Cousins: two birth certificates seen"
        with freeze_time('2026-03-15 09:00:00'):
            pair.action_tell_apart()
        other.phone = '0555 12 34 56'
        self._search()
        self.assertRecordValues(pair, [{
            'state': 'told_apart', 'decided_by_id': self.registrar_16.id, 'note': "Cousins: two birth certificates seen",
            'is_same_phone': False,
        }])
        self.assertEqual(str(pair.decided_datetime), '2026-03-15 09:00:00')
        self.assertFalse(other.registrant_doubles)
        pair.with_user(self.national).action_reopen()
        self.assertRecordValues(pair, [{'state': 'open', 'decided_by_id': False}])
        self.assertTrue(other.with_user(self.agent_16).registrant_doubles)

    def test_without_a_reason_nobody_is_told_apart(self):
        self._create_registrant()
        pair = self._search().with_user(self.registrar_16)
        with self.assertRaisesRegex(UserError, "say first how you know"):
            pair.action_tell_apart()

    def test_one_tells_apart_once(self):
        self._create_registrant()
        pair = self._search().with_user(self.registrar_16)
        pair.note = "Seen both"
        pair.action_tell_apart()
        with self.assertRaisesRegex(UserError, "already told apart"):
            pair.action_tell_apart()
        with self.assertRaisesRegex(UserError, "still open"):
            pair.note = "Another reason"

    def test_nobody_writes_a_decision_by_hand(self):
        self._create_registrant()
        pair = self._search().with_user(self.national)
        with self.assertRaisesRegex(UserError, "still open"):
            pair.state = 'told_apart'

    def test_nobody_removes_a_pair(self):
        self._create_registrant()
        pair = self._search()
        with self.assertRaises(AccessError):
            pair.with_user(self.national).unlink()

    @users('national')
    def test_nobody_makes_a_pair(self):
        with self.assertRaisesRegex(UserError, "found by the register itself"):
            self.env['chamber.duplicate'].create({'first_id': self.karim.id, 'second_id': self.karim.id})

    def test_the_auditor_reads_and_decides_nothing(self):
        self._create_registrant()
        pair = self._search().with_user(self.auditor)
        self.assertTrue(pair.why)
        with self.assertRaises(AccessError):
            pair.action_tell_apart()

    def test_a_chamber_sees_no_pair_with_another_one(self):
        self._create_registrant(chamber_id=self.chamber_05.id)
        pair = self._search()
        self.assertFalse(self.env['chamber.duplicate'].with_user(self.registrar_16).search([('id', '=', pair.id)]))
        self.assertEqual(self.env['chamber.duplicate'].with_user(self.national).search([('id', '=', pair.id)]), pair)

    def test_both_stand_side_by_side_with_what_differs(self):
        other = self._create_registrant(father_name_ar="أحمد", phone='0555 99 88 77')
        pair = self._search().with_user(self.registrar_16)
        self.assertIn('<tr class="table-warning"><th>Phone</th>', pair.comparison)
        self.assertIn("<th>Father&#39;s name (Arabic)</th>", pair.comparison)
        self.assertNotIn("<th>Email</th>", pair.comparison, "what neither has is left out")
        self.assertEqual(pair.action_open_second()['res_id'], other.id)
        self.assertEqual(pair.action_open_first()['res_id'], self.karim.id)

    def test_a_name_is_no_markup(self):
        self._create_registrant(email='<script>@x.example', father_name_ar="<b>أحمد</b>")
        self.assertIn("&lt;b&gt;", self._search().comparison)

    @users('agent_16')
    def test_who_enters_a_double_is_warned_and_not_stopped(self):
        with Form(self.env['res.partner'].with_context(default_is_registrant=True, default_registrant_type='artisan'),
                  view='chamber_registry.res_partner_registrant_view_form') as form:
            form.family_name_ar, form.given_name_ar = "بن علي", "كريم"
            self.assertFalse(form.registrant_doubles)
            form.birth_date = '1984-05-12'
            self.assertIn(self.karim.name, form.registrant_doubles)
            form.city_id = self.city_16
        self.assertTrue(form.record.id)

    @users('agent_16')
    def test_the_telephone_alone_warns_as_it_is_typed(self):
        with Form(self.env['res.partner'].with_context(default_is_registrant=True, default_registrant_type='artisan'),
                  view='chamber_registry.res_partner_registrant_view_form') as form:
            form.family_name_ar, form.given_name_ar = "حداد", "يوسف"
            form.phone = "٠٥٥٥١٢٣٤٥٦"
            self.assertIn(self.karim.name, form.registrant_doubles)

    @users('agent_05')
    def test_of_another_chamber_the_name_is_not_told(self):
        form = Form(self.env['res.partner'].with_context(default_is_registrant=True, default_registrant_type='artisan'),
                    view='chamber_registry.res_partner_registrant_view_form')
        form.family_name_ar, form.given_name_ar, form.birth_date = "بن علي", "كريم", '1984-05-12'
        self.assertNotIn(self.karim.name, form.registrant_doubles)
        self.assertEqual(form.registrant_doubles, "a registrant of another chamber — Chambre T-16")

    def test_each_way_reads_an_index(self):
        """On 20,000 registrants no way reads them from end to end.

        They are put in a copy of the table with its indexes, hidden before it: an index of the table itself may be out of use
        while another transaction of the server is older than it.
        """
        self.env.flush_all()
        self.env.cr.execute(SQL("CREATE TEMPORARY TABLE res_partner (LIKE public.res_partner INCLUDING INDEXES) ON COMMIT DROP"))
        for column, in self.env.execute_query(SQL(
                "SELECT attname FROM pg_attribute WHERE attrelid = 'pg_temp.res_partner'::regclass AND attnum > 0 AND attnotnull"
                " AND attname <> 'id'")):
            # what other addons ask of a contact is no matter here
            self.env.cr.execute(SQL("ALTER TABLE pg_temp.res_partner ALTER %s DROP NOT NULL", SQL.identifier(column)))
        self.env.cr.execute(SQL(
            """
            INSERT INTO res_partner (id, name, active, is_registrant, registrant_type, birth_date, phone, registrant_name_key)
            SELECT n, 'n' || n, TRUE, TRUE, CASE WHEN n %% 50 = 0 THEN 'cooperative' ELSE 'artisan' END,
                   DATE '1950-01-01' + n %% 18000, '+213 555 ' || n, md5(n::text)
              FROM generate_series(1, 20000) AS n
            """))
        self.env.cr.execute(SQL("ANALYZE res_partner"))
        one = SQL("(SELECT * FROM res_partner WHERE id = %s) AS one", 50)
        plan = '\n'.join(row[0] for row in self.env.execute_query(SQL(
            "EXPLAIN %s", self.env['res.partner']._doubles_query(one))))
        self.env.cr.execute(SQL("DROP TABLE pg_temp.res_partner"))
        self.assertNotIn('Seq Scan', plan)
        for column in ('birth_date', r'\(phone\)::text', r'\(registrant_name_key\)::text'):
            self.assertRegex(plan, rf'Index Cond: \({column} = ')
