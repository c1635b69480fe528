{
    'name': "Dated Values",
    'version': '19.0.1.0.0',
    'summary': "Values with a period, a company and a source: what is in force, and the nearest company's before its parent's",
    'category': 'Technical',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['base'],
}
