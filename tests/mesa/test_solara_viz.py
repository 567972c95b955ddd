import runpy
import warnings
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "solara_viz.py"


def test_mesas_own_viewer_shows_the_model():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Mesa's viewer and its plots warn of their own accord
        from reacton import render

        page = runpy.run_path(str(EXAMPLE))["page"]
        box, context = render(page, handle_error=False)
        assert box.trait_values()["children"]
        context.close()


def test_the_example_stays_short_enough_to_read_at_a_glance():
    lines = [line for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= 20
