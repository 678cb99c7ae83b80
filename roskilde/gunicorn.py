"""The web server, the same for ``make run`` and in production: the environment makes the difference."""

import os
import sys
from typing import Any

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "8000"

wsgi_app = "roskilde.wsgi"
bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"

# Sync workers, as many as cores, gave the best throughput and p99 on two cores. Each worker loads the
# application itself: what renders charts must not be started before the server forks.
workers = int(os.environ.get("WEB_CONCURRENCY") or min(os.cpu_count() or 1, 4))
worker_class = "sync"
preload_app = False
timeout = 60
graceful_timeout = 30

# Who read what stands in the access log of the product; the server adds no second one with addresses in it.
accesslog = None
loglevel = "warning"

# It would lie in the home folder, and nobody uses it.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Say where it runs; passkeys refuse 127.0.0.1, so a loopback address is called localhost."""
    shown = "localhost" if _host in {"127.0.0.1", "::1", "0.0.0.0", "::"} else _host
    sys.stdout.write(f"\n  Masterplan runs on http://{shown}:{_port} – stop with Ctrl+C\n\n")
    sys.stdout.flush()
