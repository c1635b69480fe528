def post_init_hook(env):
    """Numbers of orders for the companies that are there already."""
    env['res.company'].search([])._create_mission_sequences()
