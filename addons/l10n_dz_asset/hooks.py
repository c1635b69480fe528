def post_init_hook(env):
    """Companies that have the Algerian chart get their categories of assets and their series of numbers."""
    companies = env['res.company'].search([])
    companies._create_asset_sequences()
    env['dz.asset.category']._make_profiles(companies)
    # what is called otherwise here keeps the words of the OCA addon in other languages, unless they are written over
    languages = [code for code, _name in env['res.lang'].get_installed()]
    env['ir.module.module']._load_module_terms(['l10n_dz_asset'], languages, overwrite=True)
