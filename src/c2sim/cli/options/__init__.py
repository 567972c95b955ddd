"""Options of commands: numbers that are refused where they are impossible, and the codebook of a survey."""
