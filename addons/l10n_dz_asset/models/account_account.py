from odoo import models


class AccountAccount(models.Model):
    _inherit = 'account.account'

    def _get_by_prefix(self, company, prefixes):
        """The first account of a company's chart that begins with one of some prefixes, in their order.

        :param prefixes: text, separated by commas: ``2182,218``
        :return: an empty recordset where there is none
        """
        accounts = self.with_company(company)
        for prefix in prefixes.split(','):
            found = accounts.search([
                *self._check_company_domain(company), ('code', '=like', f'{prefix.strip()}%')], order='code', limit=1)
            if found:
                return found
        return self.browse()
