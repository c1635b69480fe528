from odoo import api, models
from odoo.exceptions import ValidationError

from ..tools import rib


class ResPartnerBank(models.Model):
    _inherit = 'res.partner.bank'

    @api.model
    def _get_supported_account_types(self):
        return [*super()._get_supported_account_types(), ('dz_rib', self.env._("RIB or RIP"))]

    @api.model
    def retrieve_acc_type(self, acc_number):
        """Tell an Algerian account number by its key; see Odoo's method for other kinds."""
        try:
            rib.parse(acc_number)
        except rib.RibError:
            return super().retrieve_acc_type(acc_number)
        return 'dz_rib'

    @api.constrains('acc_number', 'partner_id')
    def _check_dz_account(self):
        self.filtered(lambda account: account._is_dz_account())._check_dz_number()

    def _is_dz_account(self):
        """Whether the number must be a RIB or RIP: that of somebody in Algeria, unless it begins as one of another country."""
        self.ensure_one()
        number = self.sanitized_acc_number or ''
        if self.partner_id.country_code:
            return self.partner_id.country_code == 'DZ' and not number[:2].isalpha()
        return len(number) == rib.LENGTH and number.isdecimal()

    def _check_dz_number(self):
        """Refuse numbers that are no Algerian RIB or RIP.

        :raises ValidationError: with the reason
        """
        reasons = {
            'digits': self.env._("it has other signs than digits"),
            'length': self.env._("it does not have %(number)s digits", number=rib.LENGTH),
            'key': self.env._("its key is wrong"),
        }
        for account in self:
            try:
                rib.parse(account.acc_number)
            except rib.RibError as error:
                raise ValidationError(self.env._(
                    "The account %(account)s is no RIB or RIP: %(reason)s.", account=account.acc_number,
                    reason=reasons[error.reason])) from error
