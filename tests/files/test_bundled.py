"""Where bundled files are found: in the wheel or in the checkout."""

import pytest

from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_files, bundled_folder


def test_an_installed_package_carries_its_folders(tmp_path):
    package = tmp_path / "site-packages" / "c2sim"
    folder = package / "_bundled" / "scenarios"
    folder.mkdir(parents=True)
    assert bundled_folder("scenarios", package) == folder


def test_a_checkout_has_them_at_its_top(tmp_path):
    package = tmp_path / "src" / "c2sim"
    package.mkdir(parents=True)
    (tmp_path / "scenarios").mkdir()
    assert bundled_folder("scenarios", package) == tmp_path / "scenarios"


def test_a_folder_beside_site_packages_is_not_ours(tmp_path):
    package = tmp_path / "site-packages" / "c2sim"
    package.mkdir(parents=True)
    (tmp_path / "scenarios").mkdir()
    with pytest.raises(C2simError, match="lacks its folder of scenarios"):
        bundled_folder("scenarios", package)


def test_the_bundled_scenarios_are_found():
    assert "status_quo" in bundled_files("scenarios")
