from odoo import models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):  # pylint: disable=no-wizard-in-models
    _inherit = 'base.partner.merge.automatic.wizard'

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        # the merge rewrites references by SQL: it would break the chained journals that name a registrant
        if any(self.env['res.partner'].browse(partner_ids).exists().mapped('is_registrant')):
            raise UserError(self.env._("A registrant cannot be merged with another contact."))
        return super()._merge(partner_ids, dst_partner, extra_checks)
