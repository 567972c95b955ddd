"""Who lives in a place before the first week: homes, streets, people, first ties, survey, network."""
