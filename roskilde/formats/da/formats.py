"""Dates as a Danish letter writes them: 2. september 2024, kl. 9.30."""

DATE_FORMAT = "j. F Y"
SHORT_DATE_FORMAT = "j. b Y"
MONTH_DAY_FORMAT = "j. F"
TIME_FORMAT = "G.i"
DATETIME_FORMAT = r"j. F Y \k\l. G.i"
SHORT_DATETIME_FORMAT = r"j. b \k\l. G.i"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H.%M", "%H:%M:%S"]
