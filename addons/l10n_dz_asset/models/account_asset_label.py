import base64
import uuid

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import labels


class AccountAsset(models.Model):
    _inherit = 'account.asset'

    label_code = fields.Char("Code of the Label", readonly=True, copy=False)

    _label_once = models.UniqueIndex('(label_code) WHERE label_code IS NOT NULL', "This label was given already.")

    @api.model
    def _make_label_code(self):
        return uuid.uuid4().hex[:16]

    @api.model
    def _search_display_name(self, operator, value):
        """Find an asset by what is typed, or by what a scanner reads on its label."""
        if isinstance(value, str):
            code = labels.scanned(value)
            domain = super()._search_display_name(operator, code)
            if operator in ('=', 'ilike', 'like', '=ilike') and labels.CODE.match(code):
                domain = Domain.OR([domain, Domain('label_code', '=', code)])
            return domain
        return super()._search_display_name(operator, value)

    def _get_label_picture(self):
        """The QR code of the label, as a data: URI."""
        self.ensure_one()
        picture = self.env['ir.actions.report'].barcode('QR', self._get_label_address(), width=300, height=300, quiet=1)
        return 'data:image/png;base64,' + base64.b64encode(picture).decode()

    def action_print_labels(self):
        """Print a sheet of labels.

        :raises UserError: for an asset that has no number yet
        """
        self.check_access('read')
        self._check_in_use()
        return self.env.ref('l10n_dz_asset.asset_label_report').report_action(self, config=False)
