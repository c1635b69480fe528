from odoo import api, fields, models
from odoo.tools import ormcache

from ..tools import amount as amounts

WRITERS = {'ar': amounts.in_arabic, 'fr': amounts.in_french}


class ResCurrency(models.Model):
    _inherit = 'res.currency'

    # the dinar is DA in Latin letters and دج in Arabic
    symbol = fields.Char(translate=True)

    @api.model
    @ormcache('self.env.lang', cache='stable')
    def get_all_currencies(self):
        """Currencies by id as the web client writes amounts, each with its sign in the language of the environment.

        Odoo remembers them once for everybody, in the language of the first who asks.
        """
        currencies = super().get_all_currencies()
        # signs are public; whoever shows an amount may not read currencies
        signs = {currency.id: currency.symbol for currency in self.sudo().browse(currencies)}
        return {key: {**values, 'symbol': signs[key]} for key, values in currencies.items()}

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=''):
        result = super()._update_field_translations(field_name, translations, digest=digest, source_lang=source_lang)
        if field_name == 'symbol':
            self.env.registry.clear_cache('stable')
        return result

    def amount_to_text(self, amount):
        """Return an amount in words; dinars in Arabic and French by the rules of those languages.

        Odoo puts number and label of the currency side by side, which agree neither in number nor in gender.
        """
        self.ensure_one()
        writer = WRITERS.get((self.env.lang or '')[:2])
        if self.name != 'DZD' or not writer or abs(amount) >= 10 ** 12:
            return super().amount_to_text(amount)
        return writer(amount)
