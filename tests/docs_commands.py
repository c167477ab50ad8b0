"""The ``kavach`` that pages of the documentation run: each forked from a process in which everything is imported already.

Run as a program this is that process; it listens at the socket that its argument names, and ends when its standard input
does. ``CLIENT`` is the command: it hands over its streams, and lives as long as what was forked for it. What kills one
kills the other.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
from pathlib import Path

CLIENT = """#!{python} -IS
import json, os, signal, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({address!r})
request = json.dumps({{"argv": sys.argv[1:], "env": dict(os.environ), "cwd": os.getcwd()}}).encode()
socket.send_fds(server, [len(request).to_bytes(4, "big")], [0, 1, 2])
server.sendall(request)
child = int.from_bytes(server.recv(4), "big")
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, _: os.kill(child, number))
os._exit(server.recv(1)[0])
"""


def install(folder: Path, address: Path) -> None:
    """Put the command into a folder."""
    command = folder / "kavach"
    command.write_text(CLIENT.format(python=sys.executable, address=str(address)))
    command.chmod(0o755)


def serve(address: str) -> None:
    import cli_server

    cli_server.import_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who attend
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(16)
        print("ready", flush=True)
        while listener in select.select([listener, sys.stdin], [], [])[0]:
            client, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                attend(client)
            client.close()


def attend(client: socket.socket) -> None:
    """Fork the command, and see to it that it and its client end together."""
    import cli_server

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, streams, _, _ = socket.recv_fds(client, 4, 3)
    with client.makefile("rb") as file:
        request = json.loads(file.read(int.from_bytes(length, "big")))
    child = os.fork()
    if child == 0:
        client.close()
        cli_server.run(request, streams)
    for stream in streams:
        os.close(stream)
    client.sendall(child.to_bytes(4, "big"))
    ended = os.pidfd_open(child)
    if ended not in select.select([client, ended], [], [])[0]:
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        client.sendall(bytes([code if code >= 0 else 128 - code]))
    finally:
        os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
