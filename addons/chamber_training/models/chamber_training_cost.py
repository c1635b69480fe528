from odoo import api, fields, models

COST_KINDS = [
    ('trainer', "Trainer"), ('room', "Room"), ('material', "Material"), ('catering', "Catering"), ('travel', "Travel"),
    ('printing', "Printing"), ('other', "Other"),
]


class ChamberTrainingCost(models.Model):
    _name = 'chamber.training.cost'
    _description = "Cost of a Session"
    _inherit = ['chamber.owed.mixin']
    _order = 'session_id, sequence, id'

    session_id = fields.Many2one('chamber.training.session', required=True, index=True, ondelete='cascade')
    company_id = fields.Many2one(related='session_id.company_id', store=True, precompute=True, index=True)
    currency_id = fields.Many2one(related='company_id.currency_id')
    sequence = fields.Integer(default=10)
    kind = fields.Selection(COST_KINDS, required=True, default='material')
    name = fields.Char(string="What")
    trainer_id = fields.Many2one('chamber.training.trainer', index='btree_not_null', ondelete='restrict')
    quantity = fields.Float(default=1, help="For a trainer: planned hours.")
    unit_price = fields.Monetary()
    planned_amount = fields.Monetary(compute='_compute_planned_amount', store=True, readonly=False, precompute=True)
    actual_amount = fields.Monetary()

    _positive = models.Constraint(
        'CHECK (quantity >= 0 AND unit_price >= 0 AND planned_amount >= 0 AND actual_amount >= 0)', "A cost cannot be negative.")
    _trainer_once = models.UniqueIndex(
        '(session_id, trainer_id) WHERE trainer_id IS NOT NULL', "The hours of a trainer are one line of the costs.")

    @api.depends('quantity', 'unit_price')
    def _compute_planned_amount(self):
        for cost in self:
            cost.planned_amount = cost.quantity * cost.unit_price

    @api.depends('kind', 'name', 'trainer_id.name')
    def _compute_display_name(self):
        labels = dict(self._fields['kind']._description_selection(self.env))
        for cost in self:
            cost.display_name = cost.name or cost.trainer_id.name or labels.get(cost.kind, '')

    @api.model_create_multi
    def create(self, vals_list):
        costs = super().create(vals_list)
        costs.session_id._check_not_over()
        costs.session_id._sync_amounts()
        return costs

    def write(self, vals):
        if self._is_of_payment(vals):
            # trainers are paid after the session too
            return super().write(vals)
        self._check_fixed(vals)
        sessions = self.session_id
        sessions._check_not_over()
        result = super().write(vals)
        (sessions | self.session_id)._check_not_over()
        (sessions | self.session_id)._sync_amounts()
        return result

    def unlink(self):
        sessions = self.session_id
        result = super().unlink()
        sessions.exists()._sync_amounts()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_over(self):
        self.session_id._check_not_over()
