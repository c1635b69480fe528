from odoo import models


class PurchaseOrder(models.Model):
    _inherit = 'purchase.order'

    def _get_supplier_identity(self):
        """With what the register knows of a supplier: artisans are suppliers of their chamber too."""
        keeper = self.partner_id.commercial_partner_id
        known = super()._get_supplier_identity()
        return {
            **known, 'nis': keeper.nis, 'register': keeper._get_registration_number() or known['register'],
            'name': ' — '.join(dict.fromkeys(filter(None, [known['name'], keeper.name_latin]))),
        }
