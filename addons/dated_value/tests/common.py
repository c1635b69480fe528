from importlib.util import module_from_spec, spec_from_file_location

from odoo.tools.misc import file_path


def load_script(path):
    """The migration script of an addon, to be run by a test: `load_script('my_addon/migrations/…').migrate(cr, version)`."""
    spec = spec_from_file_location('script', file_path(path))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
