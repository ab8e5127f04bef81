"""What holds for every test: one thread per solver, and the same examples on every run."""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from hypothesis import settings  # noqa: E402 (numpy reads the variables when it is imported)

settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("house")
