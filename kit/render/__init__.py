"""From the model to files: slides, cards, worksheets, guides and the strategy document."""
