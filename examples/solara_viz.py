"""C2Model in Mesa's own viewer, which needs altair: `uv run solara run examples/solara_viz.py`."""

from mesa.visualization import SolaraViz, make_plot_component

from c2sim import C2Model

NAMES = ["seven_steps", "status_quo", "hub_alone"]
page = SolaraViz(
    C2Model("seven_steps", residents=300),
    components=[
        make_plot_component({"hope": "tab:blue", "stress": "tab:orange", "trust_services": "tab:green"}),
        make_plot_component({"participation": "tab:purple", "connectivity": "tab:gray"}),
    ],
    model_params={
        "scenario": {"type": "Select", "value": "seven_steps", "values": NAMES, "label": "Scenario"},
        "residents": {"type": "SliderInt", "value": 300, "min": 100, "max": 500, "step": 50},
        "rng": {"type": "SliderInt", "value": 1, "min": 1, "max": 40, "step": 1, "label": "Seed"},
    },
    name="c2sim in SolaraViz",
)
