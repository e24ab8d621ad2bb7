#!/usr/bin/env python3
"""Asks the program what its rules propose for pictures: the sliders of "improve this photo".

    proposals.py ATELIER OUT.json PICTURE...

OUT.json gets the recipe of each picture by file name; pictures that it has already are not asked again.
"""

import json
import os
import subprocess
import sys


def main():
    atelier, out = sys.argv[1:3]
    found = {}
    if os.path.exists(out):
        with open(out) as file:
            found = json.load(file)
    paths = [path for path in sys.argv[3:] if os.path.basename(path) not in found]
    for start in range(0, len(paths), 40):
        made = subprocess.run([atelier, "retouch", *paths[start:start + 40], "--say",
                               "improve this photo", "--dry-run", "--json", "--jobs", "1"],
                              capture_output=True, text=True)
        for result in json.loads(made.stdout)["results"]:
            recipe = result.get("recipe") or {"version": 1}
            found[os.path.basename(result["input"])] = recipe
        with open(out + ".part", "w") as file:
            json.dump(found, file)
        os.replace(out + ".part", out)
        print(len(found), flush=True)


if __name__ == "__main__":
    main()
