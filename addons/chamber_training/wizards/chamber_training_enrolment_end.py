from odoo import api, fields, models


class ChamberTrainingEnrolmentEnd(models.TransientModel):
    _name = 'chamber.training.enrolment.end'
    _description = "Refuse or Cancel Enrolments"

    kind = fields.Selection([('refuse', "Refuse"), ('cancel', "Cancel")], required=True, default='cancel', readonly=True)
    enrolment_ids = fields.Many2many(
        'chamber.training.enrolment', string="Enrolments", required=True,
        default=lambda self: self.env.context.get('active_ids'))
    has_paid = fields.Boolean(compute='_compute_has_paid')
    pays_back = fields.Boolean(
        string="What Was Paid Is Owed Back", compute='_compute_pays_back', store=True, readonly=False,
        help="By default, where the place is given up in time.")
    reason = fields.Text(required=True)

    @api.depends('enrolment_ids')
    def _compute_has_paid(self):
        for wizard in self:
            wizard.has_paid = any(wizard.enrolment_ids.mapped('fee_paid_date'))

    @api.depends('enrolment_ids')
    def _compute_pays_back(self):
        for wizard in self:
            paid = wizard.enrolment_ids.filtered('fee_paid_date')
            wizard.pays_back = bool(paid) and all(enrolment._is_cancelled_in_time() for enrolment in paid)

    def action_end(self):
        """Refuse or cancel the enrolments with the reason.

        :raises AccessError: for anyone but an officer of the chamber
        :raises UserError: for enrolments that are not asked for, or over
        """
        self.ensure_one()
        if self.kind == 'refuse':
            self.enrolment_ids._refuse(self.reason)
        else:
            self.enrolment_ids._cancel(self.reason, self.pays_back)
        return {'type': 'ir.actions.act_window_close'}
