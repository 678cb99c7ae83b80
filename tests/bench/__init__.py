"""Measures the pages against a floor page: ``make bench``. It is no test, for a machine's mood fails nobody."""
