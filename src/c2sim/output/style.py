"""How figures look: few colours, few lines."""

from typing import Any

# Okabe and Ito's colours, which readers with any colour vision can tell apart; shapes differ as well.
LINE, REACHED, INK, GREY, FAINT = "#0072B2", "#D55E00", "#222222", "#767676", "#DADADA"
STYLE: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": GREY,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "text.parse_math": False,
}
