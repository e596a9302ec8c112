"""What holds for all tests."""

import os
import time

from hypothesis import settings

# How long an example takes says how busy the machine is, and fails no test. A landing check (CI is
# set) tries the same examples whenever the same tests are run, so that its answer is about the
# change; every other run searches on.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")
# A new store keeps the time of the machine that it is made on: the tests' is the same everywhere.
os.environ["TZ"] = "UTC"
time.tzset()
