from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class ResCompany(models.Model):
    _inherit = 'res.company'

    keeps_chamber_accounts = fields.Boolean(
        string="Accounts Set Up", compute='_compute_keeps_chamber_accounts',
        help="Fees that this chamber receives are invoiced and booked.")

    def _compute_keeps_chamber_accounts(self):
        # whoever receives a fee needs to know, without reading the journals
        uses = self.env['account.journal'].sudo()._read_group(
            [('company_id', 'in', self.ids), ('chamber_use', '!=', False)], ['company_id'], ['chamber_use:array_agg'])
        complete = {company.id for company, found in uses if {'sale', 'cash', 'bank', 'postal', 'general'} <= set(found)}
        for company in self:
            company.keeps_chamber_accounts = company.id in complete

    def _get_chamber_journal(self, use):
        """Return the chamber's journal of a use, for the engine.

        :raises UserError: where the accounts of the chamber are not set up
        """
        self.ensure_one()
        # the engine books for people who read no journal
        journal = self.env['account.journal'].sudo().search([('company_id', '=', self.id), ('chamber_use', '=', use)], limit=1)
        if not journal:
            raise UserError(self.env._("The accounts of %(chamber)s are not set up.",
                chamber=self._get_chamber_name(self.env.lang)))
        return journal

    def _get_chamber_account(self, code):
        """Return the account of a code in the chart of the national chamber.

        :raises UserError: where there is none
        """
        root = self.sudo().root_id  # the chart is that of the national chamber, of which a clerk is no member
        account = self.env['account.account'].sudo().with_company(root).search(
            [('code', '=', code.ljust(6, '0')), ('company_ids', 'in', root.ids)], limit=1)
        if not account:
            raise UserError(self.env._("There is no account %(code)s in the chart of %(chamber)s.", code=code, chamber=root.name))
        return account

    def _lock_chamber_accounts(self):
        """Let one transaction at a time book in the chamber, until it ends.

        Who waited while another one booked is told so by the database, and tries again with what it wrote: numbers
        without gaps, chained entries and the balance of the cash desk all depend on it.
        """
        for company in self.sorted('id'):
            journal = company._get_chamber_journal('sale')
            self.env.execute_query(SQL(
                "UPDATE account_journal SET write_date = write_date WHERE id = %s RETURNING id", journal.id))

    def action_set_up_chamber_accounts(self):
        """Set up journals, accounts and analytic accounts of these chambers; harmless where they are there already.

        :raises AccessError: for anyone but a finance manager of the chambers
        """
        if not self.env.su:
            if not self.env.user.has_group('chamber_hr_accounting.chamber_hr_accounting_group_finance_manager'):
                raise AccessError(self.env._("Accounts are set up by the finance manager."))
            if self - self.env.user.company_ids:
                raise AccessError(self.env._("You are not a member of this chamber."))
        self._set_up_chamber_accounts()
        return {'type': 'ir.actions.client', 'tag': 'soft_reload'}

    def _get_dz_employer_name(self, language):
        return self._get_chamber_name(language)
