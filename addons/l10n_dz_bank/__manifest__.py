{
    'name': "Algeria - Bank and Postal Accounts",
    'version': '19.0.1.0.0',
    'summary': "Account numbers of banks and of the post (RIB, RIP), with their key",
    'category': 'Accounting/Localizations',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['base'],
}
