import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_pip_and_uv_are_given_the_same_tested_versions() -> None:
    tested = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert PROJECT["tool"]["uv"]["constraint-dependencies"] == tested
    assert all("==" in one for one in tested)


def test_every_direct_dependency_has_both_bounds() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    groups = PROJECT["dependency-groups"]["dev"]
    direct = [*PROJECT["project"]["dependencies"], *(one for extra in extras for one in extra), *groups]
    for one in direct:
        assert "==" in one or (">=" in one and "<" in one) or one.startswith("c2sim["), one


def test_the_dashboard_is_an_extra_and_in_the_development_group() -> None:
    assert not any(
        one.startswith(("solara", "uvicorn", "ipyvue")) for one in PROJECT["project"]["dependencies"]
    )
    assert any("dashboard" in one for one in PROJECT["dependency-groups"]["dev"] if one.startswith("c2sim["))
