def post_init_hook(env):
    """Give the Algerian companies that are already there their salary structure."""
    env['res.company'].search([])._create_dz_structure()
