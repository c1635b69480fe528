{
    'name': "Test: Algerian Personnel File",
    'version': '19.0.1.0.0',
    'summary': "Numbers and effects of decisions on real connections and under a killed job",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['l10n_dz_hr_file', 'signing_key'],
}
