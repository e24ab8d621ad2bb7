#!/usr/bin/env python3
"""How close "from settings A to settings B" comes to Lightroom's own pixels.

    lightroom_pairs.py PHOTOS_FOLDER ATELIER [--keep FOLDER] [--jobs N]

PHOTOS_FOLDER holds `lightroom_pair` (NAME_before.png, NAME_after_*.png and a sidecar of each) and
`experts_ABCDE` (PHOTO_A.jpg to PHOTO_E.jpg with their packets). For the pair and for every ordered
pair of one photo's pictures, the first picture, resampled to the size of the second, is rendered by

    atelier render PICTURE --settings B.xmp --already-applied A.xmp --out RESULT

and compared with the second by mean CIEDE2000, every picture through its embedded profile. Needs
numpy, pillow, scikit-image and exiftool.
"""

import argparse
import concurrent.futures
import glob
import os
import struct
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image
from skimage.color import deltaE_ciede2000

D50 = np.array([0.9642, 1, 0.8249])


def profile(icc):
    """The matrix to XYZ (D50) and the transfer curve of a matrix profile."""
    tags = {}
    for index in range(struct.unpack(">I", icc[128:132])[0]):
        name, offset, length = struct.unpack(">4sII", icc[132 + 12 * index:144 + 12 * index])
        tags[name] = icc[offset:offset + length]
    columns = [np.array(struct.unpack(">3i", tags[name][8:20])) / 65536
               for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
    curve = tags[b"rTRC"]
    if curve[:4] == b"curv":
        count = struct.unpack(">I", curve[8:12])[0]
        if count == 0:
            decode = lambda v: v
        elif count == 1:
            gamma = struct.unpack(">H", curve[12:14])[0] / 256
            decode = lambda v: v**gamma
        else:
            table = np.array(struct.unpack(f">{count}H", curve[12:12 + 2 * count])) / 65535
            decode = lambda v: np.interp(v, np.linspace(0, 1, count), table)
    else:
        kind = struct.unpack(">H", curve[8:10])[0]
        count = [1, 3, 4, 5, 7][kind]
        p = list(np.array(struct.unpack(f">{count}i", curve[12:12 + 4 * count])) / 65536)
        g, a, b, c, d, e, f = {
            0: lambda: [p[0], 1, 0, 1, -1, 0, 0],
            1: lambda: [*p, 0, -p[2] / p[1], 0, 0],
            2: lambda: [*p[:3], 0, -p[2] / p[1], p[3], p[3]],
            3: lambda: [*p, 0, 0],
            4: lambda: p,
        }[kind]()
        decode = lambda v: np.where(v >= d, np.maximum(a * v + b, 0)**g + e, c * v + f)
    return np.stack(columns, 1), decode


def lab(path):
    """CIELAB (D50) of a picture."""
    image = Image.open(path)
    matrix, decode = profile(image.info["icc_profile"])
    t = decode(np.asarray(image.convert("RGB"), dtype=np.float64) / 255) @ matrix.T / D50
    t = np.where(t > (6 / 29)**3, np.cbrt(np.maximum(t, 0)), t / (3 * (6 / 29)**2) + 4 / 29)
    return np.stack([116 * t[..., 1] - 16, 500 * (t[..., 0] - t[..., 1]),
                     200 * (t[..., 1] - t[..., 2])], -1)


def packet(photo, path):
    """Writes a photo's XMP packet to a file of its own."""
    data = subprocess.run(["exiftool", "-b", "-XMP", photo], check=True, capture_output=True).stdout
    with open(path, "wb") as file:
        file.write(data)
    return path


def measure(task, atelier, folder):
    """The differences of the untouched and of the rendered picture from the wanted one."""
    name, before, carried, after, wanted = task
    image = Image.open(before)
    icc = image.info["icc_profile"]
    target = lab(after)
    size = (target.shape[1], target.shape[0])
    image = image.convert("RGB")
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    source = os.path.join(folder, f"{name}_source.png")
    image.save(source, icc_profile=icc)
    result = os.path.join(folder, f"{name}.png")
    subprocess.run([atelier, "render", source, "--settings", wanted, "--already-applied", carried,
                    "--out", result, "--color-space", "keep", "--overwrite", "--quiet"],
                   check=True, stdout=subprocess.DEVNULL)
    unchanged = deltaE_ciede2000(lab(source), target).mean()
    os.remove(source)
    return unchanged, deltaE_ciede2000(lab(result), target).mean()


def tasks(photos, folder):
    """Name, picture and settings it carries, wanted picture and its settings: the pair, then the rest."""
    pair = os.path.join(photos, "lightroom_pair")
    before, = glob.glob(os.path.join(pair, "*_before.png"))
    after, = glob.glob(os.path.join(pair, "*_after_*.png"))
    carried, = glob.glob(os.path.join(pair, "*_before_*.xmp"))
    wanted, = glob.glob(os.path.join(pair, "*_after_*.xmp"))
    yield "lightroom_pair", before, carried, after, wanted
    experts = os.path.join(photos, "experts_ABCDE")
    for first in sorted(glob.glob(os.path.join(experts, "*_A.jpg"))):
        stem = first.removesuffix("_A.jpg")
        name = os.path.basename(stem).split("-")[0]
        packets = {e: packet(f"{stem}_{e}.jpg", os.path.join(folder, f"{name}_{e}.xmp"))
                   for e in "ABCDE"}
        for a in "ABCDE":
            for b in "ABCDE":
                if a != b:
                    yield (f"{name}_{a}{b}", f"{stem}_{a}.jpg", packets[a], f"{stem}_{b}.jpg",
                           packets[b])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("photos")
    parser.add_argument("atelier")
    parser.add_argument("--keep", help="folder that keeps the results")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="print every pair")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = options.keep or folder
        os.makedirs(folder, exist_ok=True)
        work = list(tasks(options.photos, folder))
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(lambda task: measure(task, options.atelier, folder), work))
    names = [task[0] for task in work]
    if options.all:
        for name, (unchanged, rendered) in zip(names, results):
            print(f"{name:16} {unchanged:6.2f} {rendered:6.2f}  {rendered / unchanged:.2f}")
    print("| pictures | pairs | unchanged | rendered | share |")
    print("|---|---:|---:|---:|---:|")

    def row(title, rows):
        unchanged, rendered = np.mean(rows, axis=0)
        print(f"| {title} | {len(rows)} | {unchanged:.2f} | {rendered:.2f} "
              f"| {rendered / unchanged:.2f} |")
        return unchanged, rendered

    _, pair = row("lightroom_pair", results[:1])
    for photo in sorted({name.split("_")[0] for name in names[1:]}):
        row(photo, [r for name, r in zip(names, results) if name.startswith(photo + "_")])
    unchanged, rendered = row("experts_ABCDE", results[1:])
    ratios = [b / a for a, b in results[1:]]
    worse = sum(ratio > 1.1 for ratio in ratios)
    print(f"\npairs more than a tenth worse than unchanged: {worse}; worst ratio {max(ratios):.2f}")
    reached = pair <= 6 and rendered <= 0.55 * unchanged and worse <= 4 and max(ratios) <= 1.5
    print("bounds (6; 0.55; 4; 1.5) are", "kept" if reached else "not kept")
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    main()
