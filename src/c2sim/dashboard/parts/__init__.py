"""Parts that pages share: elements, figures, widgets and words."""
