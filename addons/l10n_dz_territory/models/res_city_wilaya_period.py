from datetime import timedelta

from odoo import api, fields, models


class ResCityWilayaPeriod(models.Model):
    """From when a commune belongs to a wilaya: until the day before its next period starts.

    Periods have a start only, unique for the commune, so that they can neither overlap nor leave a gap.
    """

    _name = 'res.city.wilaya.period'
    _description = "Wilaya of a Commune"
    _order = 'city_id, date_start'
    _rec_name = 'state_id'

    city_id = fields.Many2one('res.city', "Commune", required=True, index=True, ondelete='cascade')
    state_id = fields.Many2one('res.country.state', "Wilaya", required=True, ondelete='restrict', index=True)
    edition_id = fields.Many2one(
        'res.territory.edition', "Map", ondelete='restrict', index='btree_not_null',
        help="Map that put the commune there; the period then starts with it.")
    date_start = fields.Date(
        "From", required=True, compute='_compute_date_start', store=True, readonly=False, precompute=True)
    date_end = fields.Date("Until", compute='_compute_date_end')

    _city_date_start_uniq = models.UniqueIndex(
        '(city_id, date_start)', "Two periods of the same commune cannot start on the same day.")

    @api.depends('edition_id.date_start')
    def _compute_date_start(self):
        for period in self:
            period.date_start = period.edition_id.date_start or period.date_start

    @api.depends('date_start', 'city_id.period_ids.date_start')
    def _compute_date_end(self):
        for period in self:
            starts = [other.date_start for other in period.city_id.period_ids
                      if other.date_start and period.date_start and other.date_start > period.date_start]
            period.date_end = min(starts) - timedelta(days=1) if starts else False
