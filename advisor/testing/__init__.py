"""Public aids for tests: Hypothesis strategies for scenarios and laws, and the laws that every report must keep."""
