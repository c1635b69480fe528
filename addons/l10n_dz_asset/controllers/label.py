from odoo import http
from odoo.http import request


class AssetLabel(http.Controller):

    @http.route('/asset/label/<string:code>', type='http', auth='user', methods=['GET'], readonly=True)
    def open_asset(self, code):
        """Open the page of the asset whose label was scanned; nothing is told of assets that the user may not see."""
        assets = request.env['account.asset']
        asset = assets.search([('label_code', '=', code)], limit=1) if assets.has_access('read') else assets
        if not asset:
            raise request.not_found()
        action = request.env.ref('l10n_dz_asset.account_asset_action')
        return request.redirect(f'/odoo/action-{action.id}/{asset.id}')
