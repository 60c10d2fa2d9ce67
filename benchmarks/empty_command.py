"""What starting costs at least: one command, the same engine imported, one table printed. `cold_start.py` runs it."""

from __future__ import annotations

import typer

app = typer.Typer()


@app.command()
def main() -> None:
    """Import the engine and print a table."""
    import durable.engine
    import durable_rules_engine
    from rich.console import Console
    from rich.table import Table

    table = Table("module", "from")
    for module in (durable_rules_engine, durable.engine):
        table.add_row(module.__name__, str(module.__doc__ or "the rule engine"))
    Console().print(table)


if __name__ == "__main__":
    app()
