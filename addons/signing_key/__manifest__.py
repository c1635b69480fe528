{
    'name': "Signing Keys",
    'version': '19.0.1.0.0',
    'summary': "Ed25519 keys by purpose, encrypted at rest, with rotation and revocation",
    'category': 'Technical',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['base'],
    'external_dependencies': {'python': ['cryptography']},
    'data': [
        'security/ir.model.access.csv',
        'views/signing_key_views.xml',
    ],
    'uninstall_hook': 'uninstall_hook',
}
