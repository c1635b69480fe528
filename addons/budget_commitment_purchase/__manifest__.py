{
    'name': "Budget Control of Purchases",
    'version': '19.0.1.0.0',
    'summary': "Purchase requests and orders reserve their credit, bills liquidate it; the order on paper",
    'category': 'Accounting/Budget',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': [
        'budget_commitment',
        'l10n_dz_amount_words',
        'purchase_request_tier_validation',
        'purchase_stock',
        'purchase_tier_validation',
        'report_weasyprint',
    ],
    'data': [
        'security/ir.model.access.csv',
        'data/tier_definition_data.xml',
        'report/purchase_order_templates.xml',
        'report/purchase_order_reports.xml',
        'views/purchase_views.xml',
    ],
    'auto_install': True,
}
