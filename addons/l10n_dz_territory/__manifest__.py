{
    'name': "Algeria - Wilayas and Communes",
    'version': '19.0.1.0.0',
    'summary': "69 wilayas and 1,541 communes with their dated maps, light outlines and Algerian formats",
    'category': 'Localization',
    'author': "National Chamber ERP",
    'license': 'AGPL-3',
    'depends': ['base_address_extended'],
    'data': [
        'security/ir.model.access.csv',
        'data/res_territory_edition_data.xml',
        'data/res_country_data.xml',
        'data/res.country.state.csv',
        'data/res.city.csv',
        'data/res.city.wilaya.period.csv',
        'data/res.country.state-seat.csv',
        'data/ir_cron_data.xml',
        'views/res_territory_edition_views.xml',
        'views/res_country_state_views.xml',
        'views/res_city_views.xml',
        'views/territory_map_views.xml',
        'views/l10n_dz_territory_menus.xml',
    ],
    'assets': {
        'web.assets_backend': [
            'l10n_dz_territory/static/src/core/**/*',
            'l10n_dz_territory/static/src/views/**/*',
            'l10n_dz_territory/static/src/territory_map/**/*',
        ],
        'web.assets_frontend': [
            'l10n_dz_territory/static/src/core/**/*',
        ],
        'web.assets_tests': [
            'l10n_dz_territory/static/tests/tours/**/*',
        ],
    },
    'post_init_hook': 'post_init_hook',
    'uninstall_hook': 'uninstall_hook',
}
