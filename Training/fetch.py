#!/usr/bin/env python3
"""Fetches the photographs that the puzzles are made of.

    fetch.py FOLDER

Downloads the Debian packages of sources.py with apt-get (12), unpacks them below FOLDER and writes the
photographs as FOLDER/photos/PACKAGE__NAME.png, at most 640 pixels long. scikit-image's sample photos come
from the installed Python package. Needs pillow and scikit-image.
"""

import glob
import io
import os
import struct
import subprocess
import sys

import skimage
from PIL import Image

from sources import PACKAGES, is_photograph

LONG_EDGE = 640


def unpacked(package, folder):
    """The package's folder; downloads and unpacks it at first."""
    root = os.path.join(folder, "packages", package)
    if not os.path.isdir(root):
        os.makedirs(root)
        version = PACKAGES[package][0]
        shown = subprocess.run(["apt-cache", "madison", package], capture_output=True, text=True)
        versions = [line.split("|")[1].strip() for line in shown.stdout.splitlines()]
        matching = [found for found in versions if found.startswith(version)]
        if not matching:
            raise SystemExit(f"{package}: found {versions}, wanted {version}; see sources.py")
        subprocess.run(["apt-get", "download", "-q", f"{package}={matching[0]}"], cwd=root, check=True)
        for archive in glob.glob(os.path.join(root, "*.deb")):
            subprocess.run(["dpkg", "-x", archive, root], check=True)
            os.remove(archive)
    return root


def pictures_in_resources(path):
    """WebP and JPEG pictures inside a Qt resource file, with their offsets."""
    with open(path, "rb") as file:
        data = file.read()
    at = 0
    while (at := data.find(b"RIFF", at)) >= 0:
        if data[at + 8 : at + 12] == b"WEBP":
            size = struct.unpack("<I", data[at + 4 : at + 8])[0] + 8
            yield at, data[at : at + size]
        at += 4
    at = 0
    while (at := data.find(b"\xff\xd8\xff", at)) >= 0:
        yield at, data[at:]
        at += 3


def candidates(package, folder):
    """Names and pictures; of several sizes of one wallpaper the largest file."""
    root = unpacked(package, folder)
    files = sorted(glob.glob(os.path.join(root, PACKAGES[package][1]), recursive=True))
    files = [path for path in files if not os.path.islink(path)]
    if package == "gcompris-qt-data":
        for path in files:
            stem = os.path.splitext(os.path.basename(path))[0]
            for offset, data in pictures_in_resources(path):
                yield f"{stem}_{offset}", io.BytesIO(data)
        return
    largest = {}
    for path in files:
        name = os.path.splitext(os.path.basename(path))[0]
        if "/contents/images/" in path:
            name = path.split("/contents/")[0].rsplit("/", 1)[1]
        if name not in largest or os.path.getsize(path) > os.path.getsize(largest[name]):
            largest[name] = path
    yield from sorted(largest.items())


def opened(source):
    """The picture in sRGB pixels, or nil where it is none, too small or has transparent parts."""
    try:
        image = Image.open(source)
        if image.format == "JPEG":
            image.draft("RGB", (2 * LONG_EDGE, 2 * LONG_EDGE))
        image.load()
    except (OSError, SyntaxError, ValueError):
        return None
    if min(image.size) < 240 or max(image.size) > 3 * min(image.size):
        return None
    if image.convert("RGBA").getchannel("A").getextrema()[0] < 250:
        return None
    image = image.convert("RGB")
    image.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
    return image


def main():
    folder = os.path.abspath(sys.argv[1])
    photos = os.path.join(folder, "photos")
    os.makedirs(photos, exist_ok=True)
    counts = {}
    sources = [(package, name, source) for package in PACKAGES
               for name, source in candidates(package, folder) if is_photograph(package, name)]
    samples = os.path.join(os.path.dirname(skimage.__file__), "data")
    sources += [("scikit-image", name, os.path.join(samples, name + ending))
                for name, ending in [("astronaut", ".png"), ("coffee", ".png"), ("chelsea", ".png"),
                                     ("rocket", ".jpg")]]
    for package, name, source in sources:
        image = opened(source)
        if image is not None:
            image.save(os.path.join(photos, f"{package}__{name}.png"))
            counts[package] = counts.get(package, 0) + 1
    print(sum(counts.values()), "photographs:", counts)


if __name__ == "__main__":
    main()
