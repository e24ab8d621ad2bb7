#!/usr/bin/env python3
"""How near a photo comes to the numbers of a reference that it shall look like.

    like_pairs.py PAIRS_FOLDER ATELIER [--experts FOLDER] [--keep FOLDER]

PAIRS_FOLDER holds NAME_before.png and NAME_after_*.png. Every photo before is made to look like the
retoucher's picture of every other photo (`--like`), and the numbers of `atelier stats` are compared with
those of that reference, before and after: five percentiles and the contrast of L*, colourfulness, the
colour of greys, and the chroma of single colours that both pictures show. Prints how far they are apart
in the mean of all couples, in how many couples each comes nearer, and what was clipped by it.

--experts: pictures NAME_A.jpg … NAME_E.jpg; the picture of A of each photo is made to look like that of
another person of each other photo. --keep: keeps photo, reference and result side by side.
Needs numpy and pillow.
"""

import argparse
import glob
import json
import os
import subprocess
import tempfile

import numpy as np
from PIL import Image


def run(program, *arguments):
    result = subprocess.run([program, *arguments], text=True, capture_output=True, check=False)
    if result.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {result.stderr}")
    return result.stdout


def numbers(program, path):
    return json.loads(run(program, "stats", path, "--json"))


def gaps(one, other):
    """How far two pictures are apart in each number."""
    found = {f"L_{name}": abs(one["lightness"][name] - other["lightness"][name])
             for name in ("p5", "p25", "p50", "p75", "p95")}
    found["contrast"] = abs(one["contrast"]["deviation"] - other["contrast"]["deviation"])
    found["chroma"] = abs(one["chroma"]["mean"] - other["chroma"]["mean"])
    found["grey"] = float(np.hypot(one["cast"]["grey"]["a"] - other["cast"]["grey"]["a"],
                                   one["cast"]["grey"]["b"] - other["cast"]["grey"]["b"]))
    bands = [abs(one["bands"][name]["chroma"] - other["bands"][name]["chroma"])
             for name in one["bands"] if name in other["bands"] and name != "skin"
             and min(one["bands"][name]["share"], other["bands"][name]["share"]) >= 0.04]
    if bands:
        found["bands"] = float(np.mean(bands))
    return found


def side_by_side(paths, out):
    pictures = []
    for path in paths:
        picture = Image.open(path).convert("RGB")
        pictures.append(picture.resize((int(400 * picture.width / picture.height), 400)))
    sheet = Image.new("RGB", (sum(p.width for p in pictures), 400))
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width
    sheet.save(out)


def measure(couples, program, keep, folder):
    rows = []
    for name, photo, reference in couples:
        out = os.path.join(folder, f"{name}.png")
        run(program, "retouch", photo, "--like", reference, "--out", out, "--overwrite", "--quiet",
            "--long-edge", "1000")
        before, after, there = (numbers(program, path) for path in (photo, out, reference))
        clipped = [after["clipping"][end] - before["clipping"][end] for end in ("black", "white")]
        rows.append((gaps(before, there), gaps(after, there), clipped))
        if keep:
            side_by_side((photo, out, reference), os.path.join(keep, f"{name}.png"))
    print(f"{len(rows)} couples")
    print(f"{'number':12}{'before':>9}{'after':>9}{'nearer':>9}")
    for key in rows[0][0]:
        both = [(a[key], b[key]) for a, b, _ in rows if key in a and key in b]
        nearer = sum(b < a for a, b in both)
        print(f"{key:12}{np.mean([a for a, _ in both]):9.2f}{np.mean([b for _, b in both]):9.2f}"
              f"{nearer:6} of {len(both)}")
    for place, end in enumerate(("black", "white")):
        worst = max(row[2][place] for row in rows)
        mean = np.mean([row[2][place] for row in rows])
        print(f"more {end}: {100 * mean:.2f} % of the pixels in the mean, {100 * worst:.2f} % at worst")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs")
    parser.add_argument("program")
    parser.add_argument("--experts")
    parser.add_argument("--keep")
    options = parser.parse_args()
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    before = {os.path.basename(path)[:5]: path
              for path in sorted(glob.glob(f"{options.pairs}/*_before.png"))}
    after = {os.path.basename(path)[:5]: path
             for path in sorted(glob.glob(f"{options.pairs}/*_after_*.png"))}
    couples = [(f"{one}-like-{other}", before[one], after[other])
               for one in before for other in after if one != other]
    with tempfile.TemporaryDirectory() as folder:
        measure(couples, options.program, options.keep, folder)
        if options.experts:
            pictures = sorted(glob.glob(f"{options.experts}/*_[A-E].jpg"))
            own = [path for path in pictures if path.endswith("_A.jpg")]
            couples = [(f"{os.path.basename(one)[:5]}-like-{os.path.basename(other)[:5]}{other[-5]}",
                        one, other)
                       for one in own for other in pictures
                       if os.path.basename(one)[:5] != os.path.basename(other)[:5]
                       and not other.endswith("_A.jpg")]
            measure(couples, options.program, options.keep, folder)


if __name__ == "__main__":
    main()
