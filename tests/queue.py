"""The broker as tests hold it: count what waits, or run it by the worker's own machinery, never eagerly."""

from typing import Any

from celery.worker.request import Request
from kombu import Connection
from kombu.simple import SimpleQueue

from config.celery import app

# A task that enqueues itself for ever is a fault, not a reason to hang.
_LIMIT = 500


class Broker:
    """The queue that services enqueue to, over whichever transport the settings name."""

    def _connection(self) -> Connection:
        return app.connection_for_read()

    def _waiting_on(self, connection: Connection) -> SimpleQueue:
        return connection.SimpleQueue(app.amqp.queues[app.conf.task_default_queue])

    def purge(self) -> None:
        """Throw away what earlier tests left."""
        with self._connection() as connection, self._waiting_on(connection) as waiting:
            waiting.clear()

    def drain(self) -> list[str]:
        """Run waiting tasks, and those they enqueue, until the queue is empty; answer their names."""
        app.loader.import_default_modules()
        names: list[str] = []
        with self._connection() as connection, self._waiting_on(connection) as waiting:
            while (message := self._next(waiting)) is not None:
                names.append(self._run(message))
                assert len(names) < _LIMIT, f"Tasks without end: {names[-3:]}"
        return names

    def _next(self, waiting: SimpleQueue) -> Any:
        try:
            return waiting.get(block=True, timeout=0.1)
        except waiting.Empty:
            return None

    def _run(self, message: Any) -> str:
        request = Request(message, app=app, on_ack=lambda *_: message.ack(), on_reject=lambda *_: message.reject())
        request.execute()
        if not message.acknowledged:
            message.ack()
        return str(request.name)
