from . import test_domain_words, test_engine, test_mandates
