def post_init_hook(env):
    """Companies that have the Algerian chart get what new ones get with it."""
    env['account.chart.template']._adopt_dz_accounting()
    env['account.report']._load_dz_tax_report_names()
