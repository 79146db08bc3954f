"""Makes the modules beside it importable from the tests."""
