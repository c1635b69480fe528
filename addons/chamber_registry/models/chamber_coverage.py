from odoo import api, fields, models
from odoo.fields import Domain


class ChamberCoverage(models.Model):
    _name = 'chamber.coverage'
    _description = "Wilaya Covered by a Chamber"
    _order = 'state_id, date_start desc, id'
    _rec_name = 'state_id'

    company_id = fields.Many2one(
        'res.company', string="Chamber", required=True, index=True, ondelete='cascade',
        domain=[('chamber_kind', '=', 'wilaya')])
    state_id = fields.Many2one(
        'res.country.state', string="Wilaya", required=True, index=True, ondelete='restrict',
        domain=[('country_id.code', '=', 'DZ')])
    date_start = fields.Date(help="First day of the coverage; empty: since the beginning.")
    date_end = fields.Date(help="Last day of the coverage; empty: still valid.")
    note = fields.Char(help="Text or decision that gives this wilaya to the chamber.")

    _date_order = models.Constraint('CHECK (date_end >= date_start)', "A coverage cannot end before it starts.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(state_id, state_id, '[]') WITH =, daterange(date_start, date_end, '[]') WITH &&)",
        "A wilaya is covered by one chamber only at a time.")

    @api.model
    def _get_date_domain(self, on_date):
        """Return the domain of the coverages in force on a day."""
        return (
            (Domain('date_start', '=', False) | Domain('date_start', '<=', on_date))
            & (Domain('date_end', '=', False) | Domain('date_end', '>=', on_date))
        )
