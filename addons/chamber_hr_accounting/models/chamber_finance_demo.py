from odoo import api, models

# chambers of the demonstration that keep their accounts
CHAMBERS = ('CN', '16', '05')
# addons whose terms are needed before the chart and the documents are made
TERMS = (
    'account', 'l10n_dz', 'l10n_dz_accounting', 'budget_commitment', 'budget_commitment_purchase', 'l10n_dz_asset',
    'l10n_dz_payroll', 'l10n_dz_payroll_budget', 'l10n_dz_hr_file', 'l10n_dz_mission_order', 'store_requisition',
    'chamber_hr_accounting')


class ChamberFinanceDemo(models.AbstractModel):
    """Fictitious data, made by the steps that the product itself uses; each subject adds its own part."""
    _name = 'chamber.finance.demo'
    _description = "Demonstration Data of Administration and Means"

    @api.model
    def _load(self):
        """Set up the accounts of the chambers of the demonstration; subjects go on from there.

        Called by the demonstration data only.
        """
        languages = [code for code, _name in self.env['res.lang'].get_installed() if code != 'en_US']
        self.env['ir.module.module']._load_module_terms(list(TERMS), languages)
        self._get_chambers()._set_up_chamber_accounts()
        self._load_year()

    @api.model
    def _get_chambers(self):
        return self.env['res.company'].search([('chamber_code', 'in', CHAMBERS)])

    @api.model
    def _get_user(self, login):
        return self.env['res.users'].search([('login', '=', login)])
