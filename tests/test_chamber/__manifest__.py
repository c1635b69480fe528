{
    'name': "Tests of the Product as a Whole",
    'version': '19.0.1.0.0',
    'summary': "What no addon can test alone: all of them installed together",
    'category': 'Hidden/Tests',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': [
        'chamber_registry',
        'chamber_training',
    ],
}
