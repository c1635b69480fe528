from datetime import timedelta

from odoo import api, models

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

# chamber, programme, people
NEEDS = (
    ('16', 'DRW-01', 14), ('16', 'HSE-01', 30), ('16', 'EXP-01', 9), ('16', 'MGT-02', 25), ('05', 'JEW-01', 12),
    ('05', 'MGT-02', 18), ('25', 'COP-01', 16), ('25', 'HSE-01', 20), ('11', 'GEM-01', 8),
)
# programme, sessions, people, budget in dinars
LINES = {
    '16': (('HSE-01', 2, 24, 60000), ('MGT-01', 2, 24, 90000), ('DES-01', 1, 10, 70000), ('EXP-01', 1, 10, 50000)),
    '05': (('JEW-01', 2, 16, 80000), ('DES-01', 1, 10, 60000)),
}


class ChamberTrainingDemo(models.AbstractModel):
    _inherit = 'chamber.training.demo'

    @api.model
    def _create_needs(self, chambers, programmes):
        for code, programme, people in NEEDS:
            self._as(self._get_officer(code))['chamber.training.need'].create({
                'company_id': chambers[code].id, 'programme_id': programmes[programme].id, 'headcount': people})

    @api.model
    def _create_plans(self, chambers, programmes):
        """The plan of Algiers is in force, that of next year waits for the national manager, that of Batna for its director."""
        # that of a course which is over: in January the plan in force is that of the year before
        year = self._get_first_day('16', 'DES-01').year
        plan = self._submit_plan('chief.alger', chambers['16'], year, LINES['16'], programmes)
        for login in ('director.alger', 'training.national'):
            self._approve(plan, login)
        self._approve(self._submit_plan('chief.alger', chambers['16'], year + 1, LINES['16'], programmes), 'director.alger')
        self._submit_plan('training.batna', chambers['05'], year, LINES['05'], programmes)

    @api.model
    def _submit_plan(self, login, chamber, year, lines, programmes):
        plan = self._as(login)['chamber.training.plan'].create({
            'company_id': chamber.id, 'year': year, 'budget': 400000,
            'line_ids': [
                (0, 0, {'programme_id': programmes[code].id, 'quarter': quarter, 'planned_sessions': sessions,
                        'planned_people': people, 'planned_cost': cost})
                for code, quarter, sessions, people, cost in self._with_quarters(chamber, lines)],
        })
        plan.action_submit()
        return plan

    @api.model
    def _with_quarters(self, chamber, lines):
        """The lines with the quarter in which the demonstration's first session of each falls, so that the plan meets it."""
        for code, *figures in lines:
            yield code, str((self._get_first_day(chamber.chamber_code, code).month + 2) // 3), *figures

    @api.model
    def _get_first_day(self, chamber_code, programme_code):
        starts = [
            row['start'] for row in self._read('sessions')
            if (row['chamber'], row['programme']) == (chamber_code, programme_code)]
        return self._get_working_day(today_in_algeria() + timedelta(days=min(starts)))

    @api.model
    def _approve(self, plan, login):
        plan.with_env(self._as(login)).validate_tier()
