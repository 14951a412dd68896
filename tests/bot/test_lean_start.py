"""The server runs without TensorFlow; what needs it still gets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.tiny.running import Installation, ask, wait_for

ROOT = Path(__file__).resolve().parents[2]
MAPS = "/proc/{}/maps"
pytestmark = [pytest.mark.server, pytest.mark.slow]


def run(program: str, *arguments: str) -> list[str]:
    """The words of the lines with a > that a fresh interpreter prints which has begun with the lean start."""
    begin = "import sys; from bot import lean_start; lean_start.install()\n"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", begin + program, *arguments],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return " ".join(line[1:] for line in done.stdout.splitlines() if line.startswith(">")).split()


def test_a_model_is_loaded_and_understands_without_tensorflow(tiny_model: Path) -> None:
    program = """
import asyncio
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
parsed = asyncio.run(agent.parse_message("hello"))
print(">", parsed["intent"]["name"], "tensorflow" in sys.modules, "rasa.nlu.classifiers.diet_classifier" in sys.modules)
"""
    assert run(program, str(tiny_model)) == ["greet", "False", "False"]


def test_a_component_that_needs_tensorflow_is_loaded_with_it() -> None:
    program = """
from rasa.shared.utils.common import class_from_module_path
found = class_from_module_path("rasa.nlu.classifiers.diet_classifier.DIETClassifier")
print(">", found.__mro__[1].__name__, "tensorflow" in sys.modules)
from rasa.utils.train_utils import create_common_callbacks
print(">", [type(one).__mro__[-2].__name__ for one in create_common_callbacks(epochs=1)])
"""
    assert run(program) == ["GraphComponent", "True", "['Callback']"]


def test_a_training_in_this_process_is_made_of_the_real_components() -> None:
    program = """
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
pipeline, policies = [{"name": "WhitespaceTokenizer"}, {"name": "DIETClassifier"}], [{"name": "TEDPolicy"}]
graph = DefaultV1Recipe().graph_config_for_recipe({"pipeline": pipeline, "policies": policies}, {})
used = {node.uses.__name__: node.uses for node in graph.train_schema.nodes.values()}
validator = sys.modules[used["DefaultV1RecipeValidator"].__module__]
print(">", validator.DIETClassifier is used["DIETClassifier"], validator.TEDPolicy is used["TEDPolicy"])
"""
    assert run(program) == ["True", "True"]


def test_too_late_or_twice_it_changes_nothing() -> None:
    program = """
import rasa.utils.train_utils as one
lean_start.install()
import rasa.utils.train_utils as other
print(">", one is other, one.RasaTrainingLogger is other.RasaTrainingLogger)
"""
    assert run(program) == ["True", "True"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads what a process has mapped from /proc")
def test_the_server_runs_without_tensorflow_and_takes_a_model_while_it_runs(tiny_model: Path, tmp_path: Path) -> None:
    place = Installation.at(tmp_path)
    assert place.recourse("reset", "--samples").returncode == 0
    token = "a-token-of-this-test"
    place.extra["RECOURSE_API_TOKEN"] = token
    actions = ("-m", "rasa_sdk", "--actions", "actions", "--port", str(place.action_port))
    with place.running(*actions), place.running("-m", "bot.server", str(tiny_model)) as server:
        wait_for(f"{place.url}/ready", server)
        assert said(place) == "Hello."
        put = ask(f"{place.url}/model?token={token}", {"model_file": str(tiny_model)}, method="PUT")
        assert put[0] == 204
        assert said(place) == "Hello."
        assert "tensorflow" not in Path(MAPS.format(server.pid)).read_text()


def said(place: Installation) -> str:
    status, answer = ask(f"{place.url}/webhooks/rest/webhook", {"sender": "c-1", "message": "hello"})
    assert status == 200
    return str(answer[0]["text"])
