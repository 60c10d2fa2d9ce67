"""The engines that decide compiled clauses over rows: one door for each foreign library."""
