{
    'name': "Approval Guard: test documents",
    'version': '19.0.1.0.0',
    'summary': "Documents on which the tests of the approval guard run",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['tier_validation_guard'],
    'data': ['security/ir.model.access.csv', 'security/test_document_security.xml'],
}
