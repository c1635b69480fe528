"""A branch reads the budget articles of its parent company's payroll."""

from odoo import SUPERUSER_ID, api

from odoo.addons.dated_value.tools.reading import leave_to_own_rule

RULES = ('l10n_dz_payroll_budget.dz_payroll_budget_article_rule_company',)


def migrate(cr, version):
    """Let the new rules for reading count alone.

    :param version: the version that was installed; empty for a new installation, whose rules are new
    """
    if version:
        leave_to_own_rule(api.Environment(cr, SUPERUSER_ID, {}), *RULES)
