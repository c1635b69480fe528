_FORMATTED_LANGS = ('lang_ar', 'lang_fr')
_EDITABLE_MODELS = ('res.country.state', 'res.city', 'res.city.wilaya.period')


def post_init_hook(env):
    """Keep what an administrator corrects, and set the Algerian formats of Arabic and French and the time of Algiers."""
    env['ir.model.data'].search([
        ('module', '=', 'l10n_dz_territory'), ('model', 'in', _EDITABLE_MODELS),
    ]).noupdate = True
    _format_records(env).noupdate = True
    env['res.lang']._apply_algerian_formats()
    # those who act without anyone signed in too: jobs and visitors of public pages
    env['res.users'].with_context(active_test=False).search([])._apply_algerian_timezone()


def uninstall_hook(env):
    """Untie the wilayas from each other so that they can go, and let base restore its own formats.

    A wilaya that contacts use stays behind, as any record in use does.
    """
    env['res.city.wilaya.period'].search([]).unlink()
    env['res.country.state'].search([('territory_key', '!=', False)]).write(
        {'seat_id': False, 'parent_id': False, 'edition_id': False})
    _format_records(env).noupdate = False


def _format_records(env):
    return env['ir.model.data'].search([('module', '=', 'base'), ('name', 'in', _FORMATTED_LANGS)])
