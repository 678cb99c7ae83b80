"""Says what this machine lacks before anything is installed, each with the line that mends it.

Prints the Python to build ``.venv`` with. It is run by whichever python3 is at hand, so it keeps to the
standard library and to the syntax of old versions.
"""

import os
import re
import shutil
import socket
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NEEDED = (3, 11)
NAMES = ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "python")
NEEDED_MODULES = ("venv", "ensurepip", "ssl", "sqlite3")
PROBE = """
import importlib.util, sys
print("%d.%d" % sys.version_info[:2], *[name for name in sys.argv[1:] if not importlib.util.find_spec(name)])
"""


def probe(python: str) -> "tuple[tuple[int, ...], list[str]] | None":
    """The version of a Python, and those of the modules we need that it lacks; None when it does not run."""
    try:
        ran = subprocess.run(
            [python, "-c", PROBE, *NEEDED_MODULES],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            check=False,
        )
    except OSError:
        return None
    if ran.returncode != 0:
        return None
    version, *lacking = ran.stdout.split()
    return tuple(int(part) for part in version.split(".")), lacking


def find_python() -> "tuple[str | None, tuple[str, str] | None]":
    """The Python to use and no complaint, or nothing and the complaint."""
    wanted = os.environ.get("PYTHON")
    found = []
    for name in [wanted] if wanted else NAMES:
        path = shutil.which(name)
        probed = probe(path) if path else None
        if not probed:
            continue
        version, lacking = probed
        if version >= NEEDED and not lacking:
            return path, None
        found.append((version, lacking, name))
    enough = [one for one in found if one[0] >= NEEDED]
    if enough:
        version, lacking, name = enough[0]
        number = "{}.{}".format(*version)
        if {"venv", "ensurepip"}.intersection(lacking):
            return None, (
                f"Python {number} is here, but not its venv module.",
                f"sudo apt install python{number}-venv",
            )
        return None, (
            f"Python {number} was built without: {', '.join(lacking)}.",
            f"sudo apt install python{number} python{number}-venv",
        )
    if wanted:
        what = "is older than 3.11" if found else "does not run"
        return None, (f"PYTHON={wanted} {what}.", "make run PYTHON=python3")
    seen = ", ".join(sorted({"{}.{}".format(*version) for version, _, _ in found}))
    newer = "python3.11 python3.11-venv" if seen else "python3 python3-venv"
    return None, (
        f"Python 3.11 or newer is missing{seen and ' (here is ' + seen + ')'}.",
        f"sudo apt install {newer}     (or, if it lies elsewhere: make run PYTHON=/its/path/python3)",
    )


def why_not_listen(host: str, port: int) -> "OSError | None":
    """Why nothing can listen at this address, or None."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1)
    except OSError as reason:
        return reason
    return None


def complain_of_address() -> "tuple[str, str] | None":
    """What stands in the way of HOST and PORT, if anything does."""
    host, text = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not re.match(r"[1-9][0-9]{0,4}$", text) or int(text) > 65535:
        return f"PORT={text} is no port.", "make run PORT=8000"
    port = int(text)
    if not why_not_listen(host, port):
        return None
    if why_not_listen(host, 0):
        return f"HOST={host} is no address of this machine.", "make run HOST=127.0.0.1"
    for other in range(max(port, 8000) + 1, 65536):
        if not why_not_listen(host, other):
            return f"Port {port} is taken, perhaps by a run that still stands.", f"make run PORT={other}"
    return None


def main() -> int:
    complaints: "list[tuple[str, str] | None]" = []
    standing = os.path.join(ROOT, ".venv", "bin", "python")
    python, complaint = (standing, None) if os.path.exists(standing) and probe(standing) else find_python()
    complaints.append(complaint)
    if not os.access(ROOT, os.W_OK):
        complaints.append((f"Nothing can be written in {ROOT}.", f"sudo chown -R \"$(id -un)\" '{ROOT}'"))
    if "--address" in sys.argv:
        complaints.append(complain_of_address())
    found = [complaint for complaint in complaints if complaint]
    for what, line in found:
        sys.stderr.write(f"\n  {what}\n      {line}\n")
    if found:
        sys.stderr.write("\n")
        return 1
    print(python)
    return 0


if __name__ == "__main__":
    sys.exit(main())
