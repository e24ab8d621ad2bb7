#!/usr/bin/env python3
"""How close a style that was learned from a retoucher's other pictures comes to the retoucher.

    style_pairs.py PAIRS_FOLDER ATELIER [--experts FOLDER] [--preset RECIPE --photos FOLDER]

PAIRS_FOLDER holds NAME_before.png and NAME_after_*.png. Each pair is left out once: a style is learned
from the others in a folder of its own, and the photo is retouched with `--style`. Prints mean CIEDE2000,
PSNR, SSIM and the intersection of L*a*b* histograms, against the retoucher's picture, of the untouched
photo, of "improve this photo", of the style, and of the settings that were fitted to the pair itself,
which is what a style could reach if it knew the answer.

--experts: pictures NAME_A.jpg … NAME_E.jpg of the same photos by several people; prints how far these
are apart. --preset: a recipe is put on the photos of a folder, and learned from all but one of them.
Needs numpy, pillow and scikit-image.
"""

import argparse
import glob
import io
import itertools
import json
import os
import subprocess
import tempfile

import numpy as np
from PIL import Image, ImageCms

from expert_pairs import load, measure


class Atelier:
    def __init__(self, program, store):
        self.program = program
        self.environment = {**os.environ, "ATELIER_STYLES": store}

    def __call__(self, *arguments):
        result = subprocess.run([self.program, *arguments], env=self.environment, text=True,
                                capture_output=True, check=False)
        if result.returncode:
            raise SystemExit(f"{' '.join(arguments)}: {result.stderr}")
        return result.stdout


def leave_one_out(pairs, atelier, folder):
    """Learns from all pairs but one, for each; yields name, before, after and the result's path."""
    for name, (before, after) in sorted(pairs.items()):
        others = os.path.join(folder, f"without_{name}")
        os.makedirs(others)
        for other, (one, two) in pairs.items():
            if other == name:
                continue
            for path, role in ((one, "before"), (two, "after")):
                ending = os.path.splitext(path)[1]
                os.symlink(os.path.abspath(path), os.path.join(others, f"{other}_{role}{ending}"))
        atelier("style", "learn", "measured", "--pairs", others, "--overwrite", "--quiet")
        learned = json.loads(atelier("style", "show", "measured", "--json"))["style"]["examples"]
        assert name not in [example["name"] for example in learned]
        out = os.path.join(folder, f"{name}_style.png")
        atelier("retouch", before, "--style", "measured", "--out", out, "--overwrite", "--quiet")
        yield name, before, after, out


def fitted(pairs, atelier, folder):
    """The results of the settings that were fitted to each pair itself."""
    links = os.path.join(folder, "all")
    os.makedirs(links)
    for name, paths in pairs.items():
        for path, role in zip(paths, ("before", "after")):
            ending = os.path.splitext(path)[1]
            os.symlink(os.path.abspath(path), os.path.join(links, f"{name}_{role}{ending}"))
    learned = json.loads(atelier("style", "learn", "all", "--pairs", links, "--overwrite", "--quiet",
                                 "--json"))
    results = {}
    for example in learned["style"]["examples"]:
        recipe = os.path.join(folder, f"{example['name']}.json")
        with open(recipe, "w", encoding="utf-8") as file:
            json.dump(example["recipe"], file)
        results[example["name"]] = os.path.join(folder, f"{example['name']}_fitted.png")
        atelier("render", pairs[example["name"]][0], "--settings", recipe, "--out",
                results[example["name"]], "--overwrite", "--quiet", "--ignore-sidecar")
    return results


def table(columns, rows):
    print(f"{'':10}" + "".join(f"{column:>30}" for column in columns))
    print(f"{'photo':10}" + f"{'dE00':>9}{'PSNR':>7}{'SSIM':>7}{'hist':>7}" * len(columns))
    means = np.mean([[cells for cells in row[1]] for row in rows], axis=0)
    for name, cells in [*rows, ("mean", means)]:
        print(f"{name[:10]:10}" + "".join(f"{d:9.2f}{p:7.2f}{s:7.3f}{h:7.3f}" for d, p, s, h in cells))


def measure_pairs(pairs, atelier, folder):
    best = fitted(pairs, atelier, folder)
    rows = []
    for name, before, after, styled in leave_one_out(pairs, atelier, folder):
        target = load(after)
        size = (target.shape[1], target.shape[0])
        improved = os.path.join(folder, f"{name}_improved.png")
        atelier("retouch", before, "--say", "improve this photo", "--out", improved, "--overwrite",
                "--quiet")
        rows.append((name, [measure(load(path, size), target)
                            for path in (before, improved, styled, best[name])]))
    table(["untouched", "improve this photo", "style of the others", "fitted to itself"], rows)


def measure_experts(folder):
    """How far several people are apart on the same photos."""
    photos = {}
    for path in sorted(glob.glob(os.path.join(folder, "*_[A-E].jpg"))):
        photos.setdefault(os.path.basename(path)[:-6], []).append(path)
    srgb = ImageCms.createProfile("sRGB")

    def small(path):
        image = Image.open(path)
        profile = image.info.get("icc_profile")
        image = image.convert("RGB")
        if profile:
            image = ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), srgb)
        return np.asarray(image.resize((480, 320), Image.Resampling.LANCZOS), dtype=np.float64) / 255

    rows = [(name, [np.mean([measure(one, two) for one, two in
                             itertools.combinations([small(path) for path in paths], 2)], axis=0)])
            for name, paths in photos.items()]
    print("\nSeveral people on the same photos, mean of all couples:")
    table(["another person"], rows)


def measure_preset(recipe, photos, atelier, folder):
    pairs = {}
    for path in sorted(glob.glob(os.path.join(photos, "*"))):
        name = os.path.splitext(os.path.basename(path))[0]
        before = os.path.join(folder, f"{name}_small.png")
        after = os.path.join(folder, f"{name}_preset.png")
        atelier("render", path, "--settings", recipe, "--long-edge",
                "640", "--out", after, "--overwrite", "--quiet", "--ignore-sidecar")
        empty = os.path.join(folder, "empty.json")
        with open(empty, "w", encoding="utf-8") as file:
            file.write('{"version": 1}')
        atelier("render", path, "--settings", empty, "--long-edge", "640", "--out", before,
                "--overwrite", "--quiet", "--ignore-sidecar")
        pairs[name] = (before, after)
    rows = []
    for name, before, after, styled in leave_one_out(pairs, atelier, os.path.join(folder, "preset")):
        target = load(after)
        rows.append((name[-10:], [measure(load(path), target) for path in (before, styled)]))
    print(f"\nOne preset on {len(pairs)} photos, each learned from the others:")
    table(["untouched", "style of the others"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("pairs")
    parser.add_argument("atelier")
    parser.add_argument("--experts")
    parser.add_argument("--preset")
    parser.add_argument("--photos")
    parser.add_argument("--keep", help="an empty folder that keeps the results")
    options = parser.parse_args()
    pairs = {}
    for before in sorted(glob.glob(os.path.join(options.pairs, "*_before.png"))):
        name = os.path.basename(before).removesuffix("_before.png")
        pairs[name] = (before, glob.glob(os.path.join(options.pairs, f"{name}_after_*.png"))[0])
    with tempfile.TemporaryDirectory() as folder:
        folder = options.keep or folder
        os.makedirs(os.path.join(folder, "preset"), exist_ok=True)
        atelier = Atelier(os.path.abspath(options.atelier), os.path.join(folder, "styles"))
        measure_pairs(pairs, atelier, folder)
        if options.experts:
            measure_experts(options.experts)
        if options.preset and options.photos:
            measure_preset(options.preset, options.photos, atelier, folder)


if __name__ == "__main__":
    main()
