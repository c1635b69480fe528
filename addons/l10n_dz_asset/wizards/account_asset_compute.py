from odoo import models
from odoo.exceptions import UserError


class AccountAssetCompute(models.TransientModel):
    _inherit = 'account.asset.compute'

    def _get_domain_asset_to_compute(self):
        # assets under the Algerian rules are posted with their month, in its order
        return [*super()._get_domain_asset_to_compute(), ('dz_category_id', '=', False)]


class AccountAssetRemove(models.TransientModel):
    _inherit = 'account.asset.remove'

    def remove(self):
        """Remove an asset; under the Algerian rules it leaves by an approved disposal.

        :raises UserError: for such an asset
        """
        if self.env['account.asset'].browse(self.env.context.get('active_id')).dz_category_id:
            raise UserError(self.env._("This asset leaves by a disposal that somebody else approves."))
        return super().remove()
