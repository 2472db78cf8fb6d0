"""Firefox without a screen, driven through WebDriver BiDi over a socket: nothing has to be installed beside it."""

from __future__ import annotations

import base64
import itertools
import json
import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from browser.watching import PATIENCE
from web.browsing import Shown

PROGRAM = "firefox-esr" if shutil.which("firefox-esr") else "firefox"
_SETTINGS = {
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,  # nothing is being loaded when the tab is asked for a page
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.type": 1,  # nothing but this machine has an address: what is sent elsewhere goes to a closed door
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "remote.system-access-check.enabled": False,
}
_SHORT = 126
"""Bytes that are too many for the short length of a message."""
_KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015", "F6": "\ue036", "Control": "\ue009"}
"""How WebDriver names the keys that are no letters."""


class Socket:
    """A WebSocket to this machine: whole messages of text, each at once."""

    def __init__(self, port: int, path: str) -> None:
        """Shake hands."""
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        self._socket.sendall(f"{head}Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self._stream = self._socket.makefile("rb")
        assert b"101" in self._stream.readline()
        while self._stream.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Send a message; from this side each byte has to be masked."""
        data = bytes(byte ^ 1 for byte in text.encode())
        size = len(data)
        if size < _SHORT:
            length = struct.pack("!B", 0x80 | size)
        elif size < 1 << 16:
            length = struct.pack("!BH", 0xFE, size)
        else:
            length = struct.pack("!BQ", 0xFF, size)
        self._socket.sendall(b"\x81" + length + b"\1\1\1\1" + data)

    def receive(self) -> str:
        """Wait for the next message."""
        parts = b""
        while True:
            first, length = self._stream.read(2)
            if length >= _SHORT:
                size = "!H" if length == _SHORT else "!Q"
                (length,) = struct.unpack(size, self._stream.read(struct.calcsize(size)))
            data = self._stream.read(length)
            if first & 0x0F <= 2:  # not one of those that only keep the line open
                parts += data
                if first & 0x80:
                    return parts.decode()

    def close(self) -> None:
        """Hang up."""
        self._stream.close()
        self._socket.close()


class Tab(Shown):
    """The one tab: what it is told, what it asked the network for, what it has complained about."""

    def __init__(self, line: Socket) -> None:
        """Begin to listen."""
        self._line = line
        self._numbers = itertools.count(1)
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.downloads: list[Path] = []
        self._send("session.new", {"capabilities": {}})
        events = ["network.beforeRequestSent", "log.entryAdded", "browsingContext.downloadEnd"]
        self._send("session.subscribe", {"events": events})
        self._context = self._first()

    def command(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - whatever it gives
        """Tell the tab something, and wait until it is done."""
        return self._send(method, {"context": self._context, **parameters})

    def visit(self, address: str) -> None:
        """Open the page, and wait until its codes are there."""
        self.command("browsingContext.navigate", url=address, wait="complete")
        self.until("Boolean(session && session.ready)", "the codes are there")

    @property
    def address(self) -> str:
        """Where the page is."""
        text: str = self.evaluate("location.href")
        return text

    def press(self, *keys: str) -> None:
        """Press keys, some of them several at once, such as Control+p."""
        actions: list[dict[str, str]] = []
        for key in keys:
            pressed = [_KEYS.get(one, one) for one in (key.split("+") if len(key) > 1 else [key])]
            actions += ({"type": "keyDown", "value": one} for one in pressed)
            actions += ({"type": "keyUp", "value": one} for one in reversed(pressed))
        self.command("input.performActions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def evaluate(self, script: str, value: object = None) -> Any:  # noqa: ANN401 - whatever it gives
        """What a script in the page gives; a function is called with the value."""
        call = f"(async () => {{ const made = ({script}); const given = {json.dumps(value)};"
        call += " return JSON.stringify(await (typeof made === 'function' ? made(given) : made)) ?? 'null'; })()"
        options = {"target": {"context": self._context}, "awaitPromise": True, "userActivation": False}
        done = self._send("script.evaluate", {"expression": call, **options})
        assert done["type"] == "success", done["exceptionDetails"]["text"]
        return json.loads(done["result"]["value"])

    def click(self, selector: str) -> None:
        """Click on an element with the mouse."""
        place = "element => { const { x, y, width, height } = document.querySelector(element).getBoundingClientRect();"
        x, y = self.evaluate(f"{place} return [x + width / 2, y + height / 2]; }}", selector)
        move = {"type": "pointerMove", "x": int(x), "y": int(y)}
        actions = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.command("input.performActions", actions=[{"type": "pointer", "id": "mouse", "actions": actions}])

    def choose(self, selector: str, *files: Path) -> None:
        """Choose files, as in the window that the browser opens for it."""
        found = self.command("browsingContext.locateNodes", locator={"type": "css", "value": selector})["nodes"]
        element = {"sharedId": found[0]["sharedId"]}
        self.command("input.setFiles", element=element, files=[str(file) for file in files])

    def downloads_to(self, folder: Path) -> None:
        """Put what is downloaded into a folder, without a question."""
        behaviour = {"type": "allowed", "destinationFolder": str(folder)}
        self._send("browser.setDownloadBehavior", {"downloadBehavior": behaviour})

    def downloaded(self) -> Path:
        """Wait until something is downloaded: the browser tells of it while it is asked for other things."""
        end = time.monotonic() + PATIENCE
        while not self.downloads:
            assert time.monotonic() < end, f"waited {PATIENCE} seconds, and nothing is downloaded: {self.state}"
            self.evaluate("true")
            time.sleep(0.05)
        return self.downloads.pop()

    def close(self) -> None:
        """Let the browser end."""
        self._send("browser.close", {})

    def _first(self) -> str:
        """Wait until the browser has opened its one tab."""
        end = time.monotonic() + PATIENCE
        while not (tabs := self._send("browsingContext.getTree", {})["contexts"]):
            assert time.monotonic() < end, f"{PROGRAM} opened no tab within {PATIENCE} seconds"
            time.sleep(0.05)
        return str(tabs[0]["context"])

    def _send(self, method: str, parameters: Mapping[str, object]) -> Any:  # noqa: ANN401 - whatever it gives
        number = next(self._numbers)
        self._line.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self._line.receive())
            if said.get("id") == number:
                assert said["type"] == "success", f"{method}: {said}"
                return said["result"]
            self._note(said.get("method"), said.get("params", {}))

    def _note(self, event: str, told: Mapping[str, Any]) -> None:
        if event == "network.beforeRequestSent":
            self.asked.append(told["request"]["url"])
        elif event == "log.entryAdded" and told["level"] == "error":
            self.errors.append(told["text"])
        elif event == "browsingContext.downloadEnd" and told.get("filepath"):
            self.downloads.append(Path(told["filepath"]))


@contextmanager
def firefox(profile: Path) -> Iterator[Tab]:
    """Firefox with a new profile and one tab."""
    profile.mkdir(parents=True)
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _SETTINGS.items())
    (profile / "user.js").write_text("\n".join(lines), "utf-8")
    told = profile / "WebDriverBiDiServer.json"
    command = [PROGRAM, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(profile)]
    variables = {**os.environ, "HOME": str(profile), "MOZ_CRASHREPORTER_DISABLE": "1"}
    process = subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        line = Socket(_port(told, process), "/session")
        tab = Tab(line)
        yield tab
        tab.close()
        process.wait(PATIENCE)
        line.close()
    finally:
        process.kill()
        process.wait(PATIENCE)


def _port(told: Path, process: subprocess.Popen[bytes]) -> int:
    """Wait until Firefox tells where it listens."""
    end = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, f"{PROGRAM} ended with {process.returncode}"
        assert time.monotonic() < end, f"{PROGRAM} did not listen within {PATIENCE} seconds"
        with suppress(FileNotFoundError, ValueError):  # it is not there yet, or only begun
            return int(json.loads(told.read_text("utf-8"))["ws_port"])
        time.sleep(0.05)
