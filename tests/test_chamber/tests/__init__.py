from . import test_arabic_screens, test_refusals, test_templates, test_training_screens, test_training_walk, test_walk
