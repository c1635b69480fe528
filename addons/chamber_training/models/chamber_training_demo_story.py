from odoo import api, models
from odoo.fields import Command

REASONS = {
    'place': "تنازل المعني عن مكانه (بيانات تجريبية)",
    'session': "تعذر حضور المكوّن (بيانات تجريبية)",
}
QUALITIES = ("رئيس اللجنة، حرفي معلم", "حرفي معلم", "أستاذة تكوين مهني")


class ChamberTrainingDemo(models.AbstractModel):
    """How far each session of the demonstration goes."""
    _inherit = 'chamber.training.demo'

    @api.model
    def _play(self, row, number, chamber, programme):
        """Take one session as far as its story goes, each step by the person whose step it is."""
        session, weeks = self._prepare_session(row, chamber, programme)
        if row['story'] == 'draft':
            return
        if programme.kind == 'test':
            self._compose_jury(session)
        session.action_open()
        people = self._get_people(row, number)
        if row['story'] == 'asked':
            self._ask(session, people)
            return
        enrolments = session._enrol(people.with_env(session.env), 'counter')
        if row['story'] in ('full', 'cancelled') or weeks:
            self._pay(enrolments.filtered(lambda enrolment: enrolment.state == 'accepted'))
        if row['story'] == 'full':
            enrolments[:1]._cancel(REASONS['place'])
        elif row['story'] == 'cancelled':
            session.with_env(self._as('chief.alger'))._cancel(REASONS['session'])
        elif weeks:
            self._move_back(session, weeks)
            self._teach(session, row['story'])

    @api.model
    def _ask(self, session, people):
        """Places asked for on line: by the artisan with a login, and by others like him."""
        artisan = self._as('artisan.alger')
        session.with_env(artisan)._enrol(artisan.user.partner_id, 'portal')
        # sudo: the others have no login in the demonstration
        session.sudo()._enrol(people - artisan.user.partner_id.with_env(people.env), 'portal')

    @api.model
    def _teach(self, session, story):
        session.action_begin()
        self._attend(session, leaves_open=story == 'late')
        if story in ('ongoing', 'late'):
            return
        if session.kind == 'test':
            self._judge(session)
        else:
            self._evaluate(session)
        session.action_compute_trainer_costs()
        session.cost_ids.create({
            'session_id': session.id, 'kind': 'material', 'name': "مواد أولية (بيانات تجريبية)",
            'quantity': 1, 'unit_price': 12000,
            'actual_amount': 11500})
        session.action_finish_teaching()
        if story != 'done':
            enrolments = session.enrolment_ids.filtered('meets_certificate_rule')
            session.env['chamber.training.certificate']._issue(enrolments)
        if story == 'closed':
            session.action_close()

    @api.model
    def _evaluate(self, session):
        """Tests before and after, and satisfaction, of which some answers are better than others."""
        # sudo: participants answer on their telephones, without a login
        course = session.sudo()
        accepted = course.enrolment_ids.filtered(lambda enrolment: enrolment.state == 'accepted')
        for kind in course.programme_id._get_surveys():
            for number, enrolment in enumerate(accepted):
                answer = course._start_evaluation(kind, enrolment)
                answer._mark_in_progress()
                for place, question in enumerate(answer.survey_id.question_ids.filtered('suggested_answer_ids')):
                    choices = question.suggested_answer_ids.sorted('answer_score', reverse=True)
                    misses = kind == 'before' and (number + place) % 3 != 0 or (number + place) % 6 == 5
                    answer._save_lines(question, str(choices[1 if misses else 0].id))
                answer._mark_done()

    @api.model
    def _compose_jury(self, session):
        users = [self._as(login).user for login in ('juror.alger', 'juror2.alger', 'juror3.alger')]
        session.write({'juror_ids': [
            Command.create({
                'partner_id': user.partner_id.id, 'user_id': user.id, 'quality': quality,
                'role': 'member' if number else 'president'})
            for number, (user, quality) in enumerate(zip(users, QUALITIES, strict=True))]})

    @api.model
    def _judge(self, session):
        """Each juror gives his marks, the jury deliberates, its president signs. The last candidate fails."""
        candidates = session.enrolment_ids.filtered(lambda enrolment: enrolment.state == 'accepted')
        for juror in session.juror_ids:
            juror.with_env(self._as(juror.user_id.login))['mark_ids'].create([
                {'enrolment_id': candidate.id, 'criterion_id': criterion.id, 'juror_id': juror.id,
                 'value': criterion.maximum * (0.35 if candidate == candidates[-1] else 0.6 + (number + juror.id) % 4 / 10)}
                for number, candidate in enumerate(candidates)
                for criterion in session.programme_id.criterion_ids])
        deliberation = session.env['chamber.training.deliberation']._get_of(session)
        deliberation.action_deliberate()
        deliberation.with_env(self._as('juror.alger')).action_sign()
