"""Properties are tried on other examples in every run; where a change is judged, on the same ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("judged", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("judged")
