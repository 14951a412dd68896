"""Runs several workers on one port: each a process of its own with the model loaded, one replaced when it dies.

They share the imported code, which is read before they part, and the listening socket; a worker begins to listen when
it is ready. None outlives this process.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from typing import Any

from sanic.log import logger
from sanic.server import serve
from sanic.server.events import trigger_events
from sanic.server.socket import bind_socket

from bot.children import end_with_parent

PAUSE = 1.0
"""Seconds before another try, where a worker could not start while others serve."""
_processes = multiprocessing.get_context("fork")


class Crew:
    """The workers of this server."""

    def __init__(self, server: dict[str, Any], count: int) -> None:
        self._server = server
        self._stopping = False
        self._workers: dict[BaseProcess, Event] = dict(self._hired() for _ in range(count))

    def stop(self, *_signal: object) -> None:
        """Ask all of them to end."""
        self._stopping = True
        for worker in self._workers:
            if worker.is_alive():
                worker.terminate()

    def watch(self) -> bool:
        """Until all have ended as they were asked to: True. False, when one could not start and none is ready."""
        while self._workers:
            connection.wait([worker.sentinel for worker in self._workers], timeout=1.0)
            for worker in [worker for worker in self._workers if not worker.is_alive()]:
                ready = self._workers.pop(worker)
                if self._stopping:
                    continue
                if not ready.is_set() and not any(other.is_set() for other in self._workers.values()):
                    logger.error("a worker ended while it started (exit code %s)", worker.exitcode)
                    self.stop()
                    return False
                logger.error("a worker ended (exit code %s); another one takes its place", worker.exitcode)
                time.sleep(0 if ready.is_set() else PAUSE)
                self._workers.update([self._hired()])
                if self._stopping:  # asked while the new one was on its way
                    self.stop()
        return True

    def _hired(self) -> tuple[BaseProcess, Event]:
        ready = _processes.Event()
        worker = _processes.Process(target=_work, args=(self._server, os.getpid(), ready), daemon=True)
        worker.start()
        return worker, ready


def serve_workers(server: dict[str, Any], count: int) -> None:
    """Serve until asked to stop. Exits with 1 when a worker cannot start."""
    main_start, main_stop = server.pop("main_start", None), server.pop("main_stop", None)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    trigger_events(main_start, loop)
    listening = bind_socket(server["host"], server["port"], backlog=server["backlog"])
    listening.set_inheritable(True)
    shared = {"sock": listening, "host": None, "port": None, "reuse_port": True, "run_multiple": True}
    crew = Crew({**server, **shared}, count)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, crew.stop)
    well = crew.watch()
    trigger_events(main_stop, loop)
    listening.close()
    loop.close()
    if not well:
        sys.exit(1)


def _work(server: dict[str, Any], parent: int, ready: Event) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)  # until Sanic has its own; the parent's would end the other workers
    end_with_parent()
    if os.getppid() != parent:
        return  # it died before the line above

    async def listens(_app: Any, _loop: Any) -> None:
        ready.set()

    server["app"].register_listener(listens, "after_server_start")
    serve(**server)
