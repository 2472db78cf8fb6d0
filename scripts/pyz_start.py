"""What `compacts.pyz` begins with, as its `__main__`. Every Python has to understand it, to say that it is too old."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is run by whatever Python there is
    sys.exit("compacts needs Python 3.11 or newer, and this is Python " + sys.version.split()[0] + ".")

from pyz_imports import run

run()
