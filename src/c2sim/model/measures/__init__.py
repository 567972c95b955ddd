"""What is counted: weekly measures, the five dimensions, pathway progress, causes, the journal."""
