from . import test_arabic_screens, test_refusals, test_templates, test_walk
