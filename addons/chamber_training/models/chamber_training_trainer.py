from odoo import fields, models


class ChamberTrainingTrainer(models.Model):
    _name = 'chamber.training.trainer'
    _description = "Trainer"
    _inherit = ['mail.thread']
    _order = 'name'

    partner_id = fields.Many2one('res.partner', required=True, index=True, ondelete='restrict')
    name = fields.Char(related='partner_id.name', store=True, precompute=True)
    user_id = fields.Many2one('res.users', string="Login", index='btree_not_null', ondelete='set null')
    company_id = fields.Many2one(
        'res.company', string="Chamber", index='btree_not_null', ondelete='restrict',
        help="Empty: a trainer that every chamber may call.")
    theme_ids = fields.Many2many('chamber.training.theme', string="Themes")
    craft_activity_ids = fields.Many2many('chamber.craft.activity', string="Crafts")
    biography = fields.Text(translate=True)
    hourly_cost = fields.Monetary(groups='chamber_training.chamber_training_group_user')  # no matter of other trainers
    currency_id = fields.Many2one('res.currency', default=lambda self: self.env.ref('base.DZD'), required=True)
    active = fields.Boolean(default=True)

    _partner_once = models.Constraint('UNIQUE (partner_id)', "This person already is among the trainers.")
    _cost_positive = models.Constraint('CHECK (hourly_cost >= 0)', "A cost cannot be negative.")
