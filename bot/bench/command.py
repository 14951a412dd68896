"""The command ``recourse bench``: measures us against a vanilla twin; a table, its JSON and a picture."""

from __future__ import annotations

import json

import click

from bot.bench.twin import EPOCHS


@click.command()
@click.option("--quick", is_flag=True, help="Less of everything: under three minutes once the twin is trained.")
@click.option(
    "--epochs",
    type=click.IntRange(1),
    help=f"Of the twin's training, {EPOCHS} by default: with fewer it understands less, at the same speed. "
    "A quick bench takes the twin that is there.",
)
def bench(quick: bool, epochs: int | None) -> None:
    """Measure the assistant against a vanilla Rasa twin: a table, its JSON and a picture."""
    from bot.bench.picture import draw
    from bot.bench.plan import QUICK, WHOLE
    from bot.bench.run import bench as run
    from bot.bench.servers import BenchFailed
    from bot.bench.table import table
    from bot.commands import read_settings, tell
    from bot.train import TrainingFailed

    folder = read_settings().home / "bench"
    try:
        results = run(QUICK if quick else WHOLE, epochs, tell)
    except (BenchFailed, TrainingFailed) as problem:
        raise click.ClickException(str(problem)) from None
    words, picture = folder / "bench.json", folder / "bench.png"
    words.write_text(json.dumps(results.as_json(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draw(results, picture)
    click.echo(f"{table(results)}\n\n{words}\n{picture}")
