"""Posts a form: post.py URL NAME=VALUE | NAME@FILE ...; prints the reply, nothing where none came."""

import sys

from jarvisart import multipart, request

fields, files = {}, {}
for word in sys.argv[2:]:
    name, mark = min(((word.find(c), c) for c in "=@" if c in word))
    value = word[name + 1:]
    if mark == "@":
        files[word[:name]] = ("photo.jpg", open(value, "rb").read())
    else:
        fields[word[:name]] = value
body, headers = multipart(files, fields)
try:
    sys.stdout.write(request(sys.argv[1], "POST", body, headers)[1].decode())
except OSError:
    pass
