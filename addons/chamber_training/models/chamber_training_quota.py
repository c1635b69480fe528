from odoo import api, fields, models


class ChamberTrainingQuota(models.Model):
    _name = 'chamber.training.quota'
    _description = "Quota of a Session"
    _order = 'session_id, kind, id'

    session_id = fields.Many2one('chamber.training.session', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    kind = fields.Selection([('wilaya', "Wilaya"), ('sex', "Sex"), ('craft', "Craft")], required=True, default='wilaya')
    state_id = fields.Many2one(
        'res.country.state', string="Wilaya", ondelete='restrict', domain=[('country_id.code', '=', 'DZ')])
    sex = fields.Selection(lambda self: self.env['res.partner']._fields['sex']._description_selection(self.env))
    craft_activity_id = fields.Many2one('chamber.craft.activity', string="Craft", ondelete='restrict')
    seats = fields.Integer(string="At Most", required=True, default=1)

    _seats_positive = models.Constraint('CHECK (seats >= 0)', "A quota cannot be negative.")
    _kind_value = models.Constraint(
        "CHECK ((kind = 'wilaya') = (state_id IS NOT NULL) AND (kind = 'sex') = (sex IS NOT NULL)"
        " AND (kind = 'craft') = (craft_activity_id IS NOT NULL))", "Say to whom the quota applies.")

    @api.depends('kind', 'state_id', 'sex', 'craft_activity_id', 'seats')
    def _compute_display_name(self):
        sexes = dict(self._fields['sex']._description_selection(self.env))
        for quota in self:
            value = quota.state_id.name or quota.craft_activity_id.name or sexes.get(quota.sex, '')
            quota.display_name = self.env._("%(value)s: at most %(seats)s", value=value, seats=quota.seats)

    @api.model_create_multi
    def create(self, vals_list):
        quotas = super().create(vals_list)
        quotas.session_id._follow_quotas()
        return quotas

    def write(self, vals):
        sessions = self.session_id
        sessions._check_not_over()
        result = super().write(vals)
        (sessions | self.session_id)._follow_quotas()
        return result

    def unlink(self):
        sessions = self.session_id
        result = super().unlink()
        sessions._follow_quotas()
        return result

    def _get_value(self):
        """What the quota counts: the id of a wilaya or of a craft, or a sex."""
        self.ensure_one()
        return {'wilaya': self.state_id.id, 'craft': self.craft_activity_id.id}.get(self.kind, self.sex)
