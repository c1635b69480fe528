{
    'name': "Algeria - Budget Control of Missions",
    'version': '19.0.1.0.0',
    'summary': "Approved missions reserve their estimate on the budget, the settlement adjusts it to what was spent",
    'category': 'Human Resources',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['budget_commitment', 'l10n_dz_mission_order'],
    'data': [
        'security/ir.model.access.csv',
        'security/l10n_dz_mission_order_budget_security.xml',
        'views/dz_mission_order_views.xml',
        'views/dz_mission_rule_views.xml',
    ],
    'auto_install': True,
}
