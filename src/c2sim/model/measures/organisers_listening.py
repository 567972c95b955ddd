"""What organisers' listening came to, beside what the Community Organisers programme published.

More than 125,000 people listened to, more than 5,000 volunteers and about 1,500 projects by more than 540
organisers in 51 weeks (Locality 2016): 231 listenings, 9.3 volunteers and 2.8 projects an organiser. How
many are asked to help and helped to start something is fitted to the two ratios, so they test nothing.
"""

from collections.abc import Mapping

WEEKS_PUBLISHED = 51
"""Weeks for which an organiser was paid, and over which the ratios are taken."""

PUBLISHED = {"listenings_per_volunteer": 25.0, "listenings_per_project": 83.0}
_COUNTED = {"listenings_per_volunteer": "listened_volunteers", "listenings_per_project": "listened_projects"}


def listening_ratios(counts: Mapping[str, float]) -> dict[str, float]:
    """Listenings for each volunteer and each project so far; NaN where there is none."""
    heard = counts["listenings"]
    return {
        ratio: heard / counts[name] if counts[name] > 0.0 else float("nan")
        for ratio, name in _COUNTED.items()
    }
