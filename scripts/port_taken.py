"""Exit 0 when somebody listens on the port, 1 when it is free."""

import socket
import sys

with socket.socket() as probe:
    probe.settimeout(1)
    sys.exit(probe.connect_ex(("127.0.0.1", int(sys.argv[1]))) != 0)
