"""The parts of the page Explore: the plan's editor, the stage, and its figures."""
