{
    'name': "Algeria - Amounts in Words",
    'version': '19.0.1.0.0',
    'summary': "Amounts of dinars in Arabic and French words, as written on invoices, receipts and cheques",
    'category': 'Accounting/Localizations',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['web'],
    'assets': {
        'web.assets_backend': ['l10n_dz_amount_words/static/src/scss/currency_sign.scss'],
    },
}
