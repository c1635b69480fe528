{
    'name': "Verifiable Document Tests",
    'version': '19.0.1.0.0',
    'summary': "A record with a QR code, to test the mixin",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['verifiable_document'],
    'data': [
        'security/ir.model.access.csv',
        'data/verifiable_type_data.xml',
    ],
}
