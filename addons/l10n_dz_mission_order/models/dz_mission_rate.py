from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

KINDS = [('meal', "Meal"), ('night', "Night"), ('day', "Full day"), ('abroad', "Day abroad"),
         ('extra', "Supplement of a day abroad")]
INSIDE = ('meal', 'night', 'day')


class DzMissionRate(models.Model):
    _name = 'dz.mission.rate'
    _description = "Rate of Mission Allowances"
    _inherit = ['dated.value.mixin', 'dated.source.mixin']
    _order = 'kind, group_id, date_from desc, company_id'
    _rec_name = 'kind'

    kind = fields.Selection(KINDS, required=True)
    group_id = fields.Many2one('dz.mission.group', required=True, index=True, ondelete='restrict')
    zone_id = fields.Many2one(
        'dz.mission.zone', index='btree_not_null', ondelete='restrict', help="Empty: wherever no rate of a zone applies.")
    amount = fields.Monetary(required=True)
    currency_id = fields.Many2one(
        'res.currency', required=True, default=lambda self: self.env.ref('base.DZD'), ondelete='restrict')

    _amount_not_negative = models.Constraint('CHECK (amount >= 0)', "A rate cannot be negative.")
    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(hashtext(kind), hashtext(kind), '[]') WITH =,"
        " int4range(group_id, group_id, '[]') WITH =,"
        " int4range(COALESCE(zone_id, 0), COALESCE(zone_id, 0), '[]') WITH =,"
        " int4range(COALESCE(company_id, 0), COALESCE(company_id, 0), '[]') WITH =,"
        " daterange(date_from, date_to, '[]') WITH &&)",
        "This rate already has an amount in that period: end it first.")

    @api.constrains('kind', 'group_id', 'zone_id')
    def _check_scope(self):
        for rate in self:
            scope = 'inside' if rate.kind in INSIDE else 'abroad'
            if rate.group_id.scope != scope or rate.zone_id and rate.zone_id.scope != scope:
                raise ValidationError(self.env._("The group and the zone of a rate are of the same kind of mission as the rate."))

    @api.model
    def _between(self, company, group, zones, first, last):
        """Rates that may apply to a group from one day to another, the strongest last.

        A company's own rate is stronger than its parent's, that than the general one; of one company, that of a
        zone is stronger than that of everywhere.
        """
        rates = self._get_in_force(
            company, first, last, Domain('group_id', '=', group.id) & Domain('zone_id', 'in', [False, *zones.ids]))
        return rates.sorted(lambda rate: (rate._get_nearness(), bool(rate.zone_id)))

    def _on(self, day):
        """{kind: rate} of those in force on a day."""
        return {rate.kind: rate for rate in self.filtered_domain(self._get_period_domain(day))}

    def _get_amount(self, order):
        """The rate in the currency of the company that pays."""
        self.ensure_one()
        return self.currency_id._convert(self.amount, order.currency_id, order.company_id, order._get_local_days()[0])
