"""What a report looks like: on a screen, in detail, as a tree of reasons, and as bytes for other programs.

Everything here reads the plain report (the JSON of the contract) and nothing else, so that a saved report can be shown
again without the law it was made with.
"""
