"""What JarvisArt's programs send, with Python's standard library only.

    jarvisart.py trainer --server URL --photo FILE --answer FILE --results DIR [--count N]
    jarvisart.py demo    --bridge URL --photo FILE --lua FILE (--local | --remote)
    jarvisart.py mac     --server URL --bridge URL --tasks N
    jarvisart.py socket  --port N LINE...
    jarvisart.py raw     METHOD URL [--json TEXT | --file FIELD=FILE...] [--header NAME=VALUE...]

Each prints one JSON document. The shapes are those of the published programs: the trainer's
submission and polling, the demo's two requests, the polling client of the machine with Lightroom.
"""

import argparse
import json
import os
import re
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor


def request(url, method="GET", body=None, headers=None, timeout=120):
    """One exchange; the status and the bytes, whatever the status."""
    call = urllib.request.Request(url, data=body, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(call, timeout=timeout) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def post_json(url, document):
    body = json.dumps(document).encode()
    return request(url, "POST", body, {"Content-Type": "application/json"})


def multipart(files, fields):
    """A form as the library that JarvisArt uses writes it."""
    boundary = uuid.uuid4().hex
    parts = []
    for name, value in fields.items():
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (filename, content) in files.items():
        head = (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '
                f'filename="{filename}"\r\nContent-Type: application/octet-stream\r\n\r\n')
        parts.append(head.encode() + content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), {"Content-Type": f"multipart/form-data; boundary={boundary}"}


def result_file(results, task):
    """The trainer looks for these names on its own disk; the first that is not empty counts."""
    folder = os.path.join(results, task)
    for name in ("processed", "processed.jpg", "processed.jpeg", f"processed_{task}.jpg"):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.path.getsize(path) > 0:
            return path
    return None


def train_one(arguments, number):
    """One candidate: Lua to a temporary folder, submission, polling, the file from the disk."""
    text = open(arguments.answer, encoding="utf-8").read()
    found = re.search(r"<answer>(.*?)</answer>", text, re.S)
    table = (found.group(1) if found else text).strip()
    table = re.sub(r"^return\b", "", table).strip()
    if not table.startswith("{"):
        table = "{" + table + "}"
    folder = tempfile.mkdtemp(prefix="lightroom_grpo_", dir=arguments.temporary)
    lua = os.path.join(folder, "config.lua")
    with open(lua, "w", encoding="utf-8") as file:
        file.write("return " + table)
    query = urllib.parse.urlencode({"photo_path": arguments.photo, "xmp_path": lua})
    delay = arguments.retry_delay
    for attempt in range(arguments.retries + 1):
        try:
            status, body = request(
                f"{arguments.server}/api/submit_task_with_files?{query}", "POST", b"")
            if status == 200:
                break
            if attempt == arguments.retries or 400 <= status < 500:
                return {"error": body.decode(), "status": status}
        except OSError:
            if attempt == arguments.retries:
                raise
        time.sleep(delay)
        delay = min(60, delay * 2)
    task = json.loads(body)["task_id"]
    deadline = time.time() + arguments.wait
    while time.time() < deadline:
        try:
            status, body = request(f"{arguments.server}/api/task_status/{task}")
        except OSError:
            status = 0  # the server is being restarted
        if status == 200:
            state = json.loads(body)
            if state["status"] == "completed":
                # No grace: the file must be there, and whole, when the server says so.
                path = result_file(arguments.results, task)
                if path is None:
                    return {"task": task, "error": "completed without a file"}
                content = open(path, "rb").read()
                whole = content[:2] == b"\xff\xd8" and content[-2:] == b"\xff\xd9"
                return {"task": task, "path": path, "bytes": len(content), "whole": whole,
                        "result": state["result"]}
            if state["status"] == "failed":
                return {"task": task, "error": state["result"]["error"], "status": 200}
        time.sleep(arguments.poll)
    return {"task": task, "error": "timed out"}


def trainer(arguments):
    with ThreadPoolExecutor(arguments.concurrency) as pool:
        return list(pool.map(lambda n: train_one(arguments, n), range(arguments.count)))


def demo(arguments):
    if arguments.local:
        status, body = post_json(
            arguments.bridge + "/process",
            {"photo_path": arguments.photo, "lua_path": arguments.lua})
    else:
        files = {
            "photo_file": (os.path.basename(arguments.photo), open(arguments.photo, "rb").read()),
            "lua_file": (os.path.basename(arguments.lua), open(arguments.lua, "rb").read()),
        }
        fields = {"mode": "upload", "photo_filename": os.path.basename(arguments.photo),
                  "lua_filename": os.path.basename(arguments.lua)}
        body, headers = multipart(files, fields)
        status, body = request(arguments.bridge, "POST", body, headers, timeout=60)
    return {"status": status, "reply": json.loads(body)}


def mac(arguments):
    """Registers, fetches tasks, renders through the bridge, reports and then uploads."""
    name = "lightroom_client_" + uuid.uuid4().hex[:8]
    seen = []
    statuses = []

    def register():
        return post_json(f"{arguments.server}/api/register_client", {
            "client_id": name, "client_type": "lightroom_bridge",
            "capabilities": ["photo_processing"], "status": "ready",
            "last_seen": time.strftime("%Y-%m-%dT%H:%M:%S"), "local_port": 7777})[0]

    statuses.append(request(f"{arguments.server}/api/get_task/{name}")[0])
    statuses.append(register())
    deadline = time.time() + 60
    while len(seen) < arguments.tasks and time.time() < deadline:
        status, body = request(f"{arguments.server}/api/get_task/{name}")
        task = json.loads(body)
        if status != 200 or not task:
            time.sleep(0.1)
            continue
        post_json(f"{arguments.server}/api/start_processing/{task['task_id']}", {"client_id": name})
        work = tempfile.mkdtemp(dir=arguments.temporary)
        photo, lua = os.path.join(work, "before.jpg"), os.path.join(work, "config.lua")
        for kind, path in (("photo", photo), ("xmp", lua)):
            status, body = request(f"{arguments.server}/api/download_file/{task['task_id']}/{kind}")
            statuses.append(status)
            with open(path, "wb") as file:
                file.write(body)
        status, body = post_json(
            arguments.bridge, {"photo_path": photo, "xmp_path": lua, "task_id": task["task_id"]})
        reply = json.loads(body)
        early, headers = multipart(
            {"processed_image": ("processed.jpg", open(reply["output_path"], "rb").read())}, {})
        upload = f"{arguments.server}/api/upload_result?task_id={task['task_id']}"
        statuses.append(request(upload, "POST", early, headers)[0])
        report = {"task_id": task["task_id"], "client_id": name, "success": True,
                  "elapsed_time": 1.0, "error": None, "result_data": reply}
        statuses.append(post_json(f"{arguments.server}/api/report_result", report)[0])
        status, body = request(f"{arguments.server}/api/task_status/{task['task_id']}")
        between = json.loads(body)["status"]
        time.sleep(0.5)
        statuses.append(request(upload, "POST", early, headers)[0])
        status, body = request(f"{arguments.server}/api/task_status/{task['task_id']}")
        seen.append({"task": task["task_id"], "reply": reply, "between": between,
                     "after": json.loads(body)["status"]})
    return {"statuses": statuses, "tasks": seen}


def talk(arguments):
    with socket.create_connection(("127.0.0.1", arguments.port), timeout=30) as connection:
        file = connection.makefile("rw", encoding="utf-8", newline="\n")
        replies = []
        for line in arguments.lines:
            file.write(line + "\n")
            file.flush()
            replies.append(file.readline().rstrip("\n"))
        return replies


def raw(arguments):
    headers = dict(pair.split("=", 1) for pair in arguments.header)
    body = None
    if arguments.json is not None:
        body = arguments.json.encode()
        headers.setdefault("Content-Type", "application/json")
    elif arguments.file:
        files = {}
        for pair in arguments.file:
            field, path = pair.split("=", 1)
            files[field] = (os.path.basename(path), open(path, "rb").read())
        body, form = multipart(files, {})
        headers.update(form)
    elif arguments.method == "POST":
        body = b""
    status, reply = request(arguments.url, arguments.method, body, headers)
    try:
        return {"status": status, "reply": json.loads(reply)}
    except ValueError:
        return {"status": status, "bytes": len(reply)}


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("trainer")
    command.set_defaults(run=trainer)
    for name in ("server", "photo", "answer", "results"):
        command.add_argument("--" + name, required=True)
    command.add_argument("--temporary")
    command.add_argument("--count", type=int, default=1)
    command.add_argument("--concurrency", type=int, default=4)
    command.add_argument("--poll", type=float, default=2)
    command.add_argument("--wait", type=float, default=180)
    command.add_argument("--retries", type=int, default=4)
    command.add_argument("--retry-delay", type=float, default=5)
    command = commands.add_parser("demo")
    command.set_defaults(run=demo)
    for name in ("bridge", "photo", "lua"):
        command.add_argument("--" + name, required=True)
    place = command.add_mutually_exclusive_group(required=True)
    place.add_argument("--local", action="store_true")
    place.add_argument("--remote", action="store_true")
    command = commands.add_parser("mac")
    command.set_defaults(run=mac)
    for name in ("server", "bridge"):
        command.add_argument("--" + name, required=True)
    command.add_argument("--temporary")
    command.add_argument("--tasks", type=int, default=1)
    command = commands.add_parser("socket")
    command.set_defaults(run=talk)
    command.add_argument("--port", type=int, required=True)
    command.add_argument("lines", nargs="+")
    command = commands.add_parser("raw")
    command.set_defaults(run=raw)
    command.add_argument("method")
    command.add_argument("url")
    command.add_argument("--json")
    command.add_argument("--file", action="append", default=[])
    command.add_argument("--header", action="append", default=[])
    arguments = parser.parse_args()
    json.dump(arguments.run(arguments), sys.stdout)


if __name__ == "__main__":
    main()
