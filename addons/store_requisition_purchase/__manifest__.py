{
    'name': "Stores and Purchase Requests",
    'version': '19.0.1.0.0',
    'summary': "What is low in a store becomes a purchase request by one button, never asked for twice",
    'category': 'Supply Chain/Inventory',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['store_requisition', 'purchase_request'],
    'data': ['views/store_item_views.xml'],
    'auto_install': True,
}
