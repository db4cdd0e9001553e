"""From returned files to evidence and findings."""
