from . import test_templates, test_walk
