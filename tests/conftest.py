"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("suite", deadline=None)  # a loaded machine is no fault of the code's
settings.load_profile("suite")
