"""What visitors of one room share: predictions and boards, without names."""
