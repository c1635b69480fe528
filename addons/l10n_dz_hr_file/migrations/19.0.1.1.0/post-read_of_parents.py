"""A branch reads limits, wanted papers, grades, wordings and grids of its parent company."""

from odoo import SUPERUSER_ID, api

from odoo.addons.dated_value.tools.reading import leave_to_own_rule

RULES = (
    'l10n_dz_hr_file.dz_hr_limit_rule_company',
    'l10n_dz_hr_file.dz_hr_requirement_rule_company',
    'l10n_dz_hr_file.dz_hr_grade_rule_company',
    'l10n_dz_hr_file.dz_hr_wording_rule_company',
    'l10n_dz_hr_file.dz_hr_grid_rule_company',
    'l10n_dz_hr_file.dz_hr_grid_line_rule_company',
)


def migrate(cr, version):
    """Let the new rules for reading count alone.

    :param version: the version that was installed; empty for a new installation, whose rules are new
    """
    if version:
        leave_to_own_rule(api.Environment(cr, SUPERUSER_ID, {}), *RULES)
