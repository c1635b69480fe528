"""The documents whose approvals follow the powers of the chamber."""
from odoo import api, models


class PurchaseRequest(models.Model):
    _name = 'purchase.request'
    _inherit = ['purchase.request', 'chamber.power.mixin']

    @api.model
    def _get_power_requester_field(self):
        return 'requested_by'


class PurchaseOrder(models.Model):
    _name = 'purchase.order'
    _inherit = ['purchase.order', 'chamber.power.mixin']


class BudgetPaymentOrder(models.Model):
    _name = 'budget.payment.order'
    _inherit = ['budget.payment.order', 'chamber.power.mixin']


class BudgetVersion(models.Model):
    _name = 'budget.version'
    _inherit = ['budget.version', 'chamber.power.mixin']


class BudgetTransfer(models.Model):
    _name = 'budget.transfer'
    _inherit = ['budget.transfer', 'chamber.power.mixin']


class DzAssetDisposal(models.Model):
    _name = 'dz.asset.disposal'
    _inherit = ['dz.asset.disposal', 'chamber.power.mixin']


class DzHrDecision(models.Model):
    _name = 'dz.hr.decision'
    _inherit = ['dz.hr.decision', 'chamber.power.mixin']
