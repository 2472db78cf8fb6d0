"""Commands that are run so that the permissions of files hold for them."""

import os
import shutil

import pytest


def without_privileges(*command: str) -> list[str]:
    """The command, so that the permissions of files hold for it even when root runs the tests."""
    if os.name == "nt":
        pytest.skip("Windows keeps its permissions in another way")
    if os.geteuid():
        return list(command)
    if not shutil.which("setpriv"):
        pytest.skip("root may do everything, and setpriv is not installed to give that up")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]
