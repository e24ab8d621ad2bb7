#!/usr/bin/env python3
"""Photos by what was asked for, side by side, to be looked at.

    Benchmarks/contact_sheet.py ATELIER OUT.jpg PHOTO... [--say SENTENCE]... [--height 240] [--keep FOLDER]

Each photo is a row: as it is, then retouched by each sentence (the four below unless others are named).
Without models, regions are found less well; ATELIER_MODELS names their folder. The sentence stands above
its column. Needs Pillow.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw, ImageFont

SENTENCES = [
    "improve this photo",
    "half a stop brighter, warmer, hold the highlights",
    "darken the sky, more contrast",
    "moody film look",
]


def retouched(program, photo, sentence, out):
    command = [program, "retouch", photo, "--say", sentence, "--out", out, "--long-edge", "900"]
    result = subprocess.run(command + ["--overwrite", "--quiet"], capture_output=True, text=True)
    if result.returncode not in (0, 2) or not os.path.exists(out):
        print(f"{photo}, '{sentence}': {result.stderr.strip()}", file=sys.stderr)
        return None
    return Image.open(out).convert("RGB")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("out")
    parser.add_argument("photos", nargs="+")
    parser.add_argument("--say", action="append")
    parser.add_argument("--height", type=int, default=240)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    sentences = arguments.say or SENTENCES
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or scratch
        os.makedirs(folder, exist_ok=True)
        for photo in arguments.photos:
            name = os.path.splitext(os.path.basename(photo))[0]
            as_is = os.path.join(folder, f"{name}-0.png")
            empty = os.path.join(scratch, "empty.json")
            with open(empty, "w") as file:
                file.write('{"version": 1, "adjustments": {}}')
            subprocess.run(
                [arguments.program, "render", photo, "--settings", empty, "--out", as_is]
                + ["--long-edge", "900", "--overwrite", "--quiet", "--ignore-sidecar"], check=True)
            cells = [Image.open(as_is).convert("RGB")]
            for number, sentence in enumerate(sentences, 1):
                out = os.path.join(folder, f"{name}-{number}.png")
                cells.append(retouched(arguments.program, photo, sentence, out) or cells[0])
            rows.append([
                cell.resize((max(1, cell.width * arguments.height // cell.height), arguments.height))
                for cell in cells
            ])
    gap, head = 6, 22
    columns = len(sentences) + 1
    widths = [max(row[column].width for row in rows) for column in range(columns)]
    sheet = Image.new(
        "RGB",
        (sum(widths) + gap * (columns + 1), head + (arguments.height + gap) * len(rows) + gap),
        (32, 32, 32))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default()
    left = gap
    for column, title in enumerate(["as it is"] + sentences):
        draw.text((left, 6), title, fill=(220, 220, 220), font=font)
        for index, row in enumerate(rows):
            sheet.paste(row[column], (left, head + index * (arguments.height + gap)))
        left += widths[column] + gap
    sheet.save(arguments.out, quality=85)


if __name__ == "__main__":
    main()
