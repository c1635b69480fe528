{
    'name': "Budget Control: test documents",
    'version': '19.0.1.0.0',
    'summary': "A document of an addon of its own, on which the tests of the budget run",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['budget_commitment'],
    'data': ['security/ir.model.access.csv'],
}
