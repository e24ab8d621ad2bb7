#!/usr/bin/env python3
"""A server of chat completions that answers from a list: no model, only its part of the conversation.

    server.py ANSWERS.json

Prints its port on a line and serves until it is ended. The n-th question gets the n-th answer, further ones the last.
"""
import http.server
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    answers = json.load(file)


class Handler(http.server.BaseHTTPRequestHandler):
    asked = 0

    def reply(self, document):
        body = json.dumps(document, ensure_ascii=False).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.reply({"object": "list", "data": [{"id": "written-by-hand", "object": "model"}]})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        answer = answers[min(Handler.asked, len(answers) - 1)]
        Handler.asked += 1
        message = {"role": "assistant", "content": json.dumps(answer, ensure_ascii=False)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        self.reply({"model": "written-by-hand", "choices": [choice]})

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    pass
