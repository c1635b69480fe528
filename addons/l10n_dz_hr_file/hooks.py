def post_init_hook(env):
    """Number the persons of Algerian companies who are already there, in the order in which they came."""
    employees = env['hr.employee'].with_context(active_test=False).search(
        [('company_id.partner_id.country_id.code', '=', 'DZ')], order='id')
    employees._dz_give_matricule()
