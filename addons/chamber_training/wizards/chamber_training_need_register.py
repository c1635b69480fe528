from odoo import api, fields, models
from odoo.exceptions import UserError


class ChamberTrainingNeedRegister(models.TransientModel):
    _name = 'chamber.training.need.register'
    _description = "Needs from the Register"

    programme_ids = fields.Many2many(
        'chamber.training.programme', string="Programmes", domain=[('audience', '=', 'entry')],
        help="Empty: all programmes for registered artisans.")
    company_ids = fields.Many2many(
        'res.company', string="Chambers", domain=[('chamber_kind', '=', 'wilaya')],
        default=lambda self: self._default_company_ids(), help="Chambers whose registers are counted.")
    level = fields.Selection(
        [('activity', "Activity"), ('sector', "Sector"), ('domain', "Domain")], string="By", required=True, default='sector')
    minimum = fields.Integer(string="Leave Out Groups below", required=True, default=5)

    _minimum_positive = models.Constraint('CHECK (minimum > 0)', "A group is of at least one person.")

    @api.model
    def _default_company_ids(self):
        chambers = self.env.companies.filtered(lambda company: company.chamber_kind == 'wilaya')
        if not chambers and self.env.user.has_group('chamber_training.chamber_training_group_national'):
            chambers = self.env['res.company'].search([('chamber_kind', '=', 'wilaya')])
        return chambers.ids

    def action_take(self):
        """Enter the needs that the registers show, and open them.

        :raises UserError: where no entry in force lacks one of the programmes
        """
        self.ensure_one()
        Need = self.env['chamber.training.need']
        Need.check_access('create')
        programmes = self.programme_ids or self.env['chamber.training.programme'].search([('audience', '=', 'entry')])
        needs = Need._take_from_register(programmes, self.company_ids, self.level, self.minimum)
        if not needs:
            raise UserError(self.env._("The registers show no need of these programmes."))
        action = self.env['ir.actions.act_window']._for_xml_id('chamber_training.chamber_training_need_action')
        return {**action, 'domain': [('id', 'in', needs.ids)], 'context': {}}
