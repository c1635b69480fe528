from odoo import api, fields, models
from odoo.fields import Domain


class DzPayrollSouth(models.Model):
    _name = 'dz.payroll.south'
    _description = "Wilaya with Leave of the South"
    _inherit = ['dated.period.mixin', 'dated.source.mixin']
    _order = 'state_id'
    _rec_name = 'state_id'

    state_id = fields.Many2one(
        'res.country.state', string="Wilaya", required=True, index=True, ondelete='cascade',
        domain=[('country_id.code', '=', 'DZ')])

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(state_id, state_id, '[]') WITH =, daterange(date_from, date_to, '[]') WITH &&)",
        "This wilaya is already in the list in that period.")

    @api.model
    def _is_south(self, state, day):
        """Whether work in a wilaya gives more leave on a day."""
        # asked by the accrual of anyone's leave
        return bool(state) and bool(self.sudo().search_count(
            Domain('state_id', '=', state.id) & self._get_period_domain(day), limit=1))
