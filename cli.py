"""The command line of a checkout: `python cli.py assess ...` is what `plea assess ...` is once installed."""

from advisor.cli import main

if __name__ == "__main__":
    main()
