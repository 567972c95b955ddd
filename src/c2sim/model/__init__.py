"""The model: parameters, the state of a neighbourhood, the rules of a week, measures, interventions."""
