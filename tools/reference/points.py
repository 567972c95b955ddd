"""The points of the bundled experiment `one_at_a_time`: every parameter at the ends of its range."""

import csv
import io

from c2sim.model.parameters import numbers


def one_at_a_time_points() -> str:
    """A CSV table: a column a parameter; the defaults first, then each one's low and high value."""
    every = {f"{section}.{name}": one for (section, name), one in numbers().items()}
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(every)
    lines.writerow([f"{float(one):g}" for one in every.values()])
    for place, one in enumerate(every.values()):
        for value in (one.low, one.high):
            if value != float(one):
                lines.writerow([f"{value:g}" if column == place else "" for column in range(len(every))])
    return text.getvalue()
