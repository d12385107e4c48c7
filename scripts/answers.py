"""Exit status 0 when the web process of this machine answers: for a container's health check."""

import http.client
import os
import sys


def main() -> int:
    """Ask for the first page as a visitor of the first allowed name would."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    connection.request("GET", "/", headers={"Host": host, "X-Forwarded-Proto": "https"})
    return 0 if connection.getresponse().status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
