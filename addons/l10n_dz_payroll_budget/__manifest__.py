{
    'name': "Algeria - Budget Control of Payroll",
    'version': '19.0.1.1.0',
    'summary': "A confirmed payroll is charged to the articles of the budget, and paid as wages and contributions are",
    'category': 'Human Resources/Payroll',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['budget_commitment', 'l10n_dz_payroll'],
    'data': [
        'security/ir.model.access.csv',
        'security/l10n_dz_payroll_budget_security.xml',
        'views/dz_payroll_budget_article_views.xml',
        'views/hr_payslip_run_views.xml',
    ],
    'auto_install': True,
}
