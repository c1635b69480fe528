{
    'name': "Test Chained Journal",
    'version': '19.0.1.0.0',
    'summary': "Journals made to be tampered with",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['chained_journal'],
    'data': ['security/ir.model.access.csv'],
}
