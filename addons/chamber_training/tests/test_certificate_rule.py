from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.chamber_registry.models.engine import as_engine

from .common_papers import PapersCase


@tagged('post_install', '-at_install')
class TestCertificateRule(PapersCase):

    def _explain(self, enrolment):
        lines = enrolment.with_user(self.training_officer_16)._explain_certificate()[enrolment]
        return {line['rule']: (line['ok'], line['text']) for line in lines}

    def test_who_attended_everything_meets_the_rule(self):
        _session, enrolments = self._create_done_course(1)
        self.assertEqual(self._explain(enrolments), {
            'session': (True, "Session: Done"), 'enrolment': (True, "Enrolment: Accepted"),
            'hours': (True, "Hours: 7 of 7 = 100%, minimum 80%"),
            'module': (True, "Compulsory module “Compulsory”: attended"), 'fee': (True, "Fee: none"),
        })
        self.assertTrue(enrolments.meets_certificate_rule)

    def test_hours_and_the_compulsory_module_are_missing(self):
        session = self._create_session()
        enrolment = self._enrol(session)
        self._move(session, 'done')
        self._attend(enrolment, 'absent', 'present')
        lines = self._explain(enrolment)
        self.assertEqual(lines['hours'], (False, "Hours: 3.5 of 7 = 50%, minimum 80%"))
        self.assertEqual(lines['module'], (False, "Compulsory module “Compulsory”: not attended"))
        self.assertFalse(enrolment.meets_certificate_rule)

    def test_the_figures_round_as_they_are_shown(self):
        self.programme.minimum_share = 33.33
        session = self._create_session(half_days=3)
        enrolment = self._enrol(session)
        self._move(session, 'done')
        self._attend(enrolment, 'present', 'absent', 'absent')
        self.assertEqual(self._explain(enrolment)['hours'], (True, "Hours: 3.5 of 10.5 = 33.33%, minimum 33.33%"))

    def test_without_a_minimum_there_is_no_line_of_hours(self):
        self.programme.minimum_share = 0
        session = self._create_session()
        enrolment = self._enrol(session)
        self.assertNotIn('hours', self._explain(enrolment))

    def test_a_course_with_a_pass_mark_waits_for_the_test_at_its_end(self):
        self.programme.pass_mark = 10
        _session, enrolments = self._create_done_course(1)
        self.assertEqual(self._explain(enrolments)['mark'], (False, "Mark: none yet, minimum 10 of 20"))

    def test_a_fee_that_is_due_is_told_with_its_amount(self):
        _session, enrolments = self._create_done_course(1)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE chamber_training_enrolment SET fee_amount = 5000, fee_state = 'due' WHERE id = %s", [enrolments.id])
        enrolments.invalidate_recordset()
        is_met, text = self._explain(enrolments)['fee']
        self.assertFalse(is_met)
        self.assertIn("000,00", text)
        self.assertIn("still due", text)

    def test_a_session_that_goes_on_and_a_place_that_was_cancelled(self):
        session = self._create_session()
        enrolment = self._enrol(session)
        as_engine(enrolment).write({'state': 'cancelled', 'seat_number': 0})
        lines = self._explain(enrolment)
        self.assertEqual(lines['session'], (False, "Session: In preparation"))
        self.assertEqual(lines['enrolment'], (False, "Enrolment: Cancelled"))

    def test_the_explanation_speaks_arabic(self):
        _session, enrolments = self._create_done_course(1)
        lines = enrolments.with_context(lang='ar_001')._explain_certificate()[enrolments]
        texts = ' '.join(line['text'] for line in lines)
        for word in ("100%", "80%", "الحجم الساعي", "الوحدة الإجبارية"):
            self.assertIn(word, texts)

    def test_many_are_explained_in_queries_that_do_not_grow_with_them(self):
        counts = []
        for count in (2, 12):
            programme = self._create_programme(code=f'T-{count}', module_ids=[
                Command.create({'name': "Compulsory", 'hours': 3.5, 'is_compulsory': True})])
            session = self._create_session_on(f'2026-04-{count:02d}', programme_id=programme.id, seats_max=20)
            enrolments = self.env['chamber.training.enrolment'].union(*(self._enrol(session) for _number in range(count)))
            self._move(session, 'done')
            for enrolment in enrolments:
                self._attend(enrolment, 'present')
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            explained = enrolments.with_user(self.training_officer_16)._explain_certificate()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(explained), count)
        self.assertLessEqual(counts[1], counts[0] + 1, "queries grow with the participants")

    def test_a_certificate_asked_before_the_rule_is_met_is_refused_with_its_lines(self):
        session = self._create_session()
        enrolment = self._enrol(session)
        self._move(session, 'done')
        self._attend(enrolment, 'present', 'absent')
        with self.assertRaises(UserError) as refusal:
            enrolment.with_user(self.training_officer_16).action_make_certificate()
        message = str(refusal.exception)
        for text in (enrolment.partner_id.name, "Hours: 3.5 of 7 = 50%, minimum 80%"):
            self.assertIn(text, message)
        self.assertNotIn("Compulsory", message)
        self.assertFalse(enrolment.certificate_ids)
