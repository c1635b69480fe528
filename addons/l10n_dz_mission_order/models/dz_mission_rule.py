from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.allowance import Hours


class DzMissionRule(models.Model):
    """How missions are counted, advanced and reported, from a day on; a company may have its own."""
    _name = 'dz.mission.rule'
    _description = "Rules of Missions"
    _inherit = ['dated.value.mixin', 'dated.source.mixin']
    _order = 'date_from desc, company_id'
    _rec_name = 'date_from'

    source = fields.Char(help="Text of law, agreement or decision that the rules come from.")
    distance_min = fields.Float("Least Distance (km)", help="Nearer missions give no allowance. 0: no least distance.")
    hours_min = fields.Float("Least Duration (hours)", help="Shorter missions give no allowance. 0: no least duration.")
    lunch_from = fields.Float("Lunch from", default=11, required=True)
    lunch_to = fields.Float("Lunch until", default=14, required=True)
    dinner_from = fields.Float("Dinner from", default=18, required=True)
    dinner_to = fields.Float("Dinner until", default=21, required=True)
    night_from = fields.Float("Night from", default=0, required=True, help="Counted on the day after.")
    night_to = fields.Float("Night until", default=5, required=True)
    abroad_hours_min = fields.Float(
        "Hours of a Day Abroad", help="A day counts abroad from so many hours of absence on. 0: each day that is begun.")
    abroad_meal_percent = fields.Float("Taken off Abroad for a Meal (%)", digits=(5, 2))
    abroad_night_percent = fields.Float("Taken off Abroad for the Lodging (%)", digits=(5, 2))
    advance_share = fields.Float("Advance at Most (%)", digits=(5, 2), help="Share of the estimate.")
    is_advance_blocked = fields.Boolean(
        "One Advance at a Time", default=True, help="No new advance while a mission with an advance is not settled.")
    report_days = fields.Integer("Report within (days)", help="After the return.")
    ticket_from = fields.Float("Ticket from (DA)", help="An expense of more than this needs its ticket.")
    is_visa_required = fields.Boolean("Visas Needed", help="The report needs the arrival and departure at each host.")
    expense_prefix = fields.Char("Account of Expenses", required=True, default='625')
    advance_prefix = fields.Char("Account of Advances", required=True, default='425')

    _hours_order = models.Constraint(
        'CHECK (0 <= lunch_from AND lunch_from < lunch_to AND lunch_to <= dinner_from AND dinner_from < dinner_to'
        ' AND dinner_to <= 24 AND 0 <= night_from AND night_from < night_to AND night_to <= 12)',
        "Meals and the night follow each other within a day.")
    _shares = models.Constraint(
        'CHECK (advance_share BETWEEN 0 AND 100 AND abroad_meal_percent BETWEEN 0 AND 100'
        ' AND abroad_night_percent BETWEEN 0 AND 100)', "A percentage lies between 0 and 100.")
    _not_negative = models.Constraint(
        'CHECK (COALESCE(distance_min, 0) >= 0 AND COALESCE(hours_min, 0) >= 0 AND COALESCE(abroad_hours_min, 0) >= 0'
        ' AND COALESCE(report_days, 0) >= 0 AND COALESCE(ticket_from, 0) >= 0)', "Thresholds cannot be negative.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH =,"
        " daterange(date_from, date_to, '[]') WITH &&)", "There are rules in that period already: end them first.")

    @api.model
    def _of_day(self, company, day):
        """The rules in force on a day; those of the company, else of its parents, else the general ones.

        :raises UserError: where there are none
        """
        rule = self._get_in_force(company, day)[-1:]
        if not rule:
            raise UserError(self.env._("No rules of missions are in force on %(day)s: add them, with their source.",
                                       day=format_date(self.env, day)))
        return rule

    def _get_hours(self):
        self.ensure_one()
        return Hours((self.lunch_from, self.lunch_to), (self.dinner_from, self.dinner_to), (self.night_from, self.night_to))
