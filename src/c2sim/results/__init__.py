"""What runs give, side by side and in sum, and where they came from; outside the model's digest."""
