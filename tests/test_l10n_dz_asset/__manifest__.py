{
    'name': "Test: Algerian Fixed Assets",
    'version': '19.0.1.0.0',
    'summary': "Depreciation of a month on real connections and under a killed server",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['l10n_dz_asset', 'signing_key'],
}
