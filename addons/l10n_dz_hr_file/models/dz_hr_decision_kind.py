from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

EFFECTS = [
    ('none', "None: a paper only"),
    ('recruit', "Recruitment"),
    ('contract', "New contract"),
    ('confirm', "Confirmation after the trial"),
    ('advance', "Grade and step"),
    ('transfer', "Post, department or place of work"),
    ('interim', "Post held for a time"),
    ('absence', "Contract suspended for a time"),
    ('sanction', "Sanction"),
    ('end', "End of the contract"),
    ('undo', "Undoes another decision"),
]


class DzHrDecisionKind(models.Model):
    _name = 'dz.hr.decision.kind'
    _description = "Kind of Decision"
    _order = 'sequence, id'

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    effect = fields.Selection(EFFECTS, required=True, default='none', help="What signing the paper does.")
    contract_type_id = fields.Many2one('hr.contract.type', string="Contract", index='btree_not_null', ondelete='restrict')
    is_fixed_term = fields.Boolean(string="Fixed Term", help="A last day is needed, and the limits of such contracts hold.")
    departure_reason_id = fields.Many2one(
        'hr.departure.reason', string="Reason of Departure", index='btree_not_null', ondelete='restrict')
    is_confidential = fields.Boolean(
        string="Confidential", help="Once signed, read by managers, auditors and the person concerned only.")
    needs_reason = fields.Boolean(string="Reason Wanted")
    wording_ids = fields.One2many('dz.hr.wording', 'kind_id', string="Wordings")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        if self.env['dz.hr.decision'].sudo().search_count([('kind_id', 'in', self.ids)], limit=1):  # of any company
            raise UserError(self.env._("A kind with decisions is archived, not deleted."))

    def _get_wording(self, company, day):
        """The text in force on a day, that of the nearest company before the general one.

        :raises UserError: where there is none
        """
        self.ensure_one()
        wording = self.env['dz.hr.wording']._get_in_force(company, day, domain=Domain('kind_id', '=', self.id))[-1:]
        if not wording:
            raise UserError(self.env._(
                "“%(kind)s” has no wording on %(day)s.", kind=self.name, day=format_date(self.env, day)))
        return wording
