"""From what was given to what the law asks: rows of facts, each known within its bounds."""
