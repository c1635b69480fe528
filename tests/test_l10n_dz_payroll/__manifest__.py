{
    'name': "Test: Algerian Payroll",
    'version': '19.0.1.0.0',
    'summary': "Batches of payslips on real connections and under a killed server",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['l10n_dz_payroll', 'signing_key'],
}
