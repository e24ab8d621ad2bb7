#!/usr/bin/env python3
"""Rendered candidates a second of the task server, from submission to `completed`.

    Benchmarks/lrc_throughput.py PHOTO SETTINGS [--server PROGRAM] [--clients 8] [--seconds 20]

Starts `atelier-server a2l serve` with two renderers and eight clients in processes of their own. Each
submits the photo with the settings, polls until the task is completed, checks that the file is whole
in the result folder, and begins again; the first seconds are not counted. Besides candidates a second
it tells the processor time of the server and of all clients for each candidate: the rate that the
machine would reach with both cores free. With --kill the server is killed and started again in the
middle, and every task that was accepted must be completed at the end.
"""

import argparse
import http.client
import json
import multiprocessing
import os
import resource
import signal
import subprocess
import tempfile
import time
import urllib.parse


def client(number, port, photo, settings, results, poll, warm, end, queue):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    query = urllib.parse.urlencode({"photo_path": photo, "xmp_path": settings})
    times, lost, accepted = [], 0, 0

    def ask(method, path):
        nonlocal connection
        while True:
            try:
                connection.request(method, path)
                reply = connection.getresponse()
                return reply.status, json.loads(reply.read())
            except (OSError, http.client.HTTPException):
                connection.close()
                if time.time() > end + 60:
                    raise
                time.sleep(0.1)

    while time.time() < end:
        start = time.time()
        status, reply = ask("POST", "/api/submit_task_with_files?" + query)
        if status != 200:
            raise SystemExit(f"submission refused: {status} {reply}")
        accepted += 1
        task = reply["task_id"]
        while True:
            time.sleep(poll)
            status, reply = ask("GET", f"/api/task_status/{task}")
            if reply.get("status") in ("completed", "failed"):
                break
        content = open(os.path.join(results, task, "processed.jpg"), "rb").read()
        if reply["status"] != "completed" or content[-2:] != b"\xff\xd9":
            lost += 1
        if start >= warm:
            times.append((time.time(), time.time() - start))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    queue.put((times, lost, accepted, usage.ru_utime + usage.ru_stime))


def start(arguments, folder, port):
    roots = {os.path.dirname(os.path.abspath(path)) for path in (arguments.photo, arguments.settings)}
    command = [arguments.server, "a2l", "serve", "--quiet", "--data", folder + "/data",
               "--results", folder + "/results", "--workers", str(arguments.workers),
               "--without", "bridge", "--without", "socket", "--task-port", str(port)]
    for root in roots:
        command += ["--root", root]
    process = subprocess.Popen(command, stderr=open(folder + "/log", "a"))
    for _ in range(400):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/api/health")
            connection.getresponse().read()
            return process
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start: " + open(folder + "/log").read())


def processor_seconds(process):
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("photo")
    parser.add_argument("settings")
    parser.add_argument("--server", default=".build/release/atelier-server")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--warm", type=float, default=3)
    parser.add_argument("--poll", type=float, default=0.05)
    parser.add_argument("--port", type=int, default=18099)
    parser.add_argument("--kill", action="store_true")
    arguments = parser.parse_args()
    photo, settings = os.path.abspath(arguments.photo), os.path.abspath(arguments.settings)
    with tempfile.TemporaryDirectory() as folder:
        server = start(arguments, folder, arguments.port)
        warm = time.time() + arguments.warm
        end = warm + arguments.seconds
        queue = multiprocessing.Queue()
        clients = [multiprocessing.Process(target=client, args=(
            number, arguments.port, photo, settings, folder + "/results", arguments.poll, warm, end,
            queue)) for number in range(arguments.clients)]
        for process in clients:
            process.start()
        spent = 0.0
        if arguments.kill:
            time.sleep(arguments.warm + arguments.seconds / 2)
            spent += processor_seconds(server)
            server.send_signal(signal.SIGKILL)
            server.wait()
            server = start(arguments, folder, arguments.port)
        outcomes = [queue.get() for _ in clients]
        for process in clients:
            process.join()
        spent += processor_seconds(server)
        server.terminate()
        status = server.wait()
        finished = sorted(time for outcome in outcomes for time in outcome[0])
        count = len(finished)
        accepted = sum(outcome[2] for outcome in outcomes)
        rate = count / (max(end, finished[-1][0]) - warm)
        waits = sorted(wait for _, wait in finished)
        print(json.dumps({
            "candidates_per_second": round(rate, 1), "candidates": count,
            "lost": sum(outcome[1] for outcome in outcomes), "accepted": accepted,
            "median_wait_seconds": round(waits[count // 2], 3),
            "server_milliseconds_each": round(1000 * spent / accepted, 1),
            "clients_milliseconds_each": round(1000 * sum(o[3] for o in outcomes) / accepted, 1),
            "per_second_of_two_free_cores": round(
                2 * accepted / (spent + sum(o[3] for o in outcomes)), 1),
            "exit_status": status}))


if __name__ == "__main__":
    main()
