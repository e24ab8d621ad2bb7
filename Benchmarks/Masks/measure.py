#!/usr/bin/env python3
"""Compares masks of `atelier mask` with outlines that were drawn by hand.

usage: measure.py ATELIER PHOTOS [--without-models]

Prints for each outline intersection over union at half coverage, the mask's method and confidence; where
a photo shows none of a kind, the share that is covered nevertheless.
"""

import json
import os
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw

SIDE = 1000


def outlines(path):
    photo = kind = None
    polygons = []
    for line in list(open(path, encoding="utf-8")) + [""]:
        line = line.strip()
        if line.startswith("#"):
            continue
        if not line:
            if photo:
                yield photo, kind, polygons
            photo, polygons = None, []
        elif photo is None:
            photo, kind = line.rsplit(" ", 1)
        elif line != "none":
            points = [tuple(float(v) / 100 for v in p.split(",")) for p in line[1:].split()]
            polygons.append((line[0] == "+", points))


def main():
    atelier, photos = sys.argv[1:3]
    environment = dict(os.environ)
    if "--without-models" in sys.argv:
        environment["ATELIER_MODELS"] = ""
    here = os.path.dirname(os.path.abspath(__file__))
    by_kind = {}
    for photo, kind, polygons in outlines(os.path.join(here, "outlines.txt")):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "mask.png")
            text = subprocess.run(
                [atelier, "mask", os.path.join(photos, photo), "--of", kind, "--out", out,
                 "--long-edge", str(SIDE), "--json", "--quiet"],
                check=True, capture_output=True, env=environment).stdout
            mask = Image.open(out).convert("L")
        found = json.loads(text)
        inside = {at for at, value in enumerate(mask.tobytes()) if value >= 128}
        wanted = Image.new("L", mask.size)
        draw = ImageDraw.Draw(wanted)
        for adds, points in polygons:
            draw.polygon([(x * mask.width, y * mask.height) for x, y in points],
                         fill=255 if adds else 0)
        outline = {at for at, value in enumerate(wanted.tobytes()) if value}
        name = os.path.basename(photo)[:24]
        said = f"{found['method']}, confidence {found['confidence']:.2f}"
        if outline:
            iou = len(inside & outline) / len(inside | outline)
            by_kind.setdefault(kind, []).append(iou)
            print(f"{name:24} {kind:10} IoU {iou:.3f}  {said}")
        else:
            print(f"{name:24} {kind:10} none: covers {len(inside) / (mask.width * mask.height):.3f}"
                  f"  {said}")
    for kind, values in sorted(by_kind.items()):
        print(f"{kind:10} mean {sum(values) / len(values):.3f} of {len(values)}")


main()
