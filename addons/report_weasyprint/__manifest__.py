{
    'name': "PDF Reports with WeasyPrint",
    'version': '19.0.1.0.0',
    'summary': "Print every report in process, right in Arabic, with light bilingual layouts and shipped fonts",
    'category': 'Technical',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['web'],
    'external_dependencies': {'python': ['weasyprint']},
    'data': [
        'views/ir_actions_report_views.xml',
        'views/res_company_views.xml',
        'report/document_templates.xml',
        'report/sample_templates.xml',
        'report/sample_reports.xml',
    ],
}
