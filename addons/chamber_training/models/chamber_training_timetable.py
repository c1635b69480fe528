from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..tools.half_days import to_utc

WEEKDAYS = [
    ('6', "Sunday"), ('0', "Monday"), ('1', "Tuesday"), ('2', "Wednesday"), ('3', "Thursday"), ('4', "Friday"),
    ('5', "Saturday"),
]


class ChamberTrainingTimetable(models.Model):
    """The hours at which half-days are usually held: a chamber that has its own follows those alone."""
    _name = 'chamber.training.timetable'
    _description = "Usual Half-Day"
    _inherit = ['chamber.remembered.setting']
    _order = 'company_id, sequence, hour_begin, id'
    _rec_name = 'weekday'

    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        'res.company', string="Chamber", index='btree_not_null', ondelete='cascade',
        help="Empty: all chambers that have no hours of their own.")
    weekday = fields.Selection(WEEKDAYS, required=True, default='6')
    hour_begin = fields.Float(string="Begins", required=True)
    hour_end = fields.Float(string="Ends", required=True)

    _hours_order = models.Constraint(
        'CHECK (hour_begin >= 0 AND hour_end > hour_begin AND hour_end <= 24)',
        "A half-day ends after it begins, within the day.")

    @api.depends('weekday', 'hour_begin', 'hour_end')
    def _compute_display_name(self):
        labels = dict(self._fields['weekday']._description_selection(self.env))
        for period in self:
            period.display_name = f"{labels.get(period.weekday, '')} {period.hour_begin:g}–{period.hour_end:g}"

    @api.model
    def _get_periods(self, company):
        """Return the timetable of a chamber: {weekday, Monday is 0: [(hour it begins, hour it ends)]}."""
        lines = self.sudo().search([('company_id', 'in', [company.id, False])])  # a setting that all who plan follow
        own = lines.filtered('company_id') or lines
        periods = {}
        for line in own:
            periods.setdefault(int(line.weekday), []).append((line.hour_begin, line.hour_end))
        return periods

    @api.model
    def _get_first_times(self, company, days=30):
        """Return the first begin, and the end of that day, at which a session is usually held after some days."""
        periods = self._get_periods(company)
        day = today_in_algeria() + timedelta(days=days)
        for _attempt in range(7):
            if hours := periods.get(day.weekday()):
                return to_utc(day, min(begin for begin, _end in hours)), to_utc(day, max(end for _begin, end in hours))
            day += timedelta(days=1)
        return to_utc(day, 8), to_utc(day, 16)
