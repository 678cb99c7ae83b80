"""Measures the pages against a floor page: ``make bench``. No test: a machine's mood shall fail nobody."""
