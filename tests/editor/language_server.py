"""A rust-analyzer in a process of its own, spoken to over the Language Server Protocol."""

import itertools
import json
import queue
import subprocess
import threading
import time
from pathlib import Path


class LanguageServer:
    """Holds one crate with one open file."""

    def __init__(self, command, crate, file, settings, patience=300):
        self.root = Path(crate).resolve().as_uri()
        self.file = (Path(crate).resolve() / file).as_uri()
        self.settings = settings
        self.patience = patience
        self.numbers = itertools.count(1)
        self.messages = queue.Queue()
        self.text = Path(crate, file).read_text()
        self.version = 1
        self.process = subprocess.Popen(
            command, cwd=crate, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self):
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": self.root,
                "workspaceFolders": [{"uri": self.root, "name": "crate"}],
                "initializationOptions": self.settings,
                "capabilities": {
                    "textDocument": {
                        "hover": {"contentFormat": ["markdown"]},
                        "diagnostic": {},
                        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                    },
                    "workspace": {"configuration": True},
                    "experimental": {"serverStatusNotification": True},
                },
            },
        )
        self.tell("initialized", {})
        document = {"uri": self.file, "languageId": "rust", "version": self.version, "text": self.text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        self._wait_until(
            lambda message: message.get("method") == "experimental/serverStatus"
            and message["params"]["quiescent"]
        )
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def write(self, text):
        """Replaces what the open file holds. Nothing is saved."""
        self.version += 1
        self.text = text
        document = {"uri": self.file, "version": self.version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def at(self, method, offset, **more):
        """Asks something of a place of the open file, which is given in characters from its start."""
        before = self.text[:offset].split("\n")
        position = {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": self.file}, "position": position, **more})

    def diagnostics(self):
        return self.ask("textDocument/diagnostic", {"textDocument": {"uri": self.file}})["items"]

    def tell(self, method, params):
        self._send({"method": method, "params": params})

    def ask(self, method, params):
        """Asks, and again while the server says that something changed in between."""
        CONTENT_MODIFIED = -32801
        for _ in range(100):
            number = next(self.numbers)
            self._send({"id": number, "method": method, "params": params})
            answer = self._wait_until(lambda message: message.get("id") == number and "method" not in message)
            if "error" not in answer:
                return answer["result"]
            if answer["error"]["code"] != CONTENT_MODIFIED:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            time.sleep(0.1)
        raise TimeoutError(method)

    def _wait_until(self, wanted):
        end = time.monotonic() + self.patience
        while True:
            message = self.messages.get(timeout=max(0.0, end - time.monotonic()))
            if wanted(message):
                return message
            if "id" in message and "method" in message:
                self._answer(message)

    def _answer(self, request):
        """Everything that the server asks is answered with nothing, but for its settings."""
        is_settings = request["method"] == "workspace/configuration"
        result = [self.settings for _ in request["params"]["items"]] if is_settings else None
        self._send({"id": request["id"], "result": result})

    def _send(self, message):
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def _listen(self):
        while header := self.process.stdout.readline():
            length = int(header.split(b":")[1])
            while self.process.stdout.readline() != b"\r\n":
                pass
            self.messages.put(json.loads(self.process.stdout.read(length)))
