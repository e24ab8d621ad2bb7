#!/usr/bin/env python3
"""Makes puzzles: photographs degraded by Atelier's own operations.

    puzzles.py FOLDER ATELIER [--rounds 20] [--seed 1]

Each round takes every photograph, whole or cut, at 320 pixels, and degrades a twelfth of them with each
of twelve random recipes. FOLDER/puzzles.npz gets the features of the degraded and of the good pictures
and the sliders; held-out pictures (a fifth of the photographs) are kept as files.
"""

import argparse
import glob
import json
import multiprocessing
import os
import shutil
import subprocess

import numpy as np
from PIL import Image

from features import features

# Slider, share of the puzzles that move it, mean and deviation of the degradation, limit. Cameras protect
# highlights and raw converters start flat: what people bring is more often too dark, flat and pale
# than the opposite.
DEGRADATIONS = [
    ("exposure.stops", 0.8, -0.45, 0.6, 1.8),
    ("contrast.amount", 0.6, -12, 18, 50),
    ("highlights.amount", 0.4, 5, 25, 60),
    ("shadows.amount", 0.5, -12, 25, 60),
    ("whites.amount", 0.4, -14, 20, 60),
    ("blacks.amount", 0.4, 8, 18, 50),
    ("white_balance.temperature", 0.6, 0, 13, 40),
    ("white_balance.tint", 0.5, 0, 8, 25),
    ("saturation.amount", 0.5, -10, 15, 45),
    ("vibrance.amount", 0.4, -10, 18, 50),
]
NAMES = [row[0] for row in DEGRADATIONS]
LONG_EDGE = 320
RECIPES_A_ROUND = 12
# Rounds of which held-out pictures are kept as files.
KEPT_ROUNDS = 4


def random_sliders(random):
    if random.random() < 0.08:
        return np.zeros(len(DEGRADATIONS))
    return np.array([
        np.clip(random.normal(mean, deviation), -limit, limit) if random.random() < share else 0
        for _, share, mean, deviation, limit in DEGRADATIONS]).round(2)


def recipe(sliders):
    adjustments = {}
    for name, value in zip(NAMES, sliders):
        if value:
            operation, parameter = name.split(".")
            adjustments.setdefault(operation, {})[parameter] = float(round(value, 2))
    return {"version": 1, "adjustments": adjustments}


def render(atelier, photos, sliders, folder):
    """Renders photos with sliders into a folder, under their names."""
    os.makedirs(folder, exist_ok=True)
    settings = os.path.join(folder, "settings.json")
    with open(settings, "w") as file:
        json.dump(recipe(sliders), file)
    subprocess.run([atelier, "render", *photos, "--settings", settings, "--out-dir", folder,
                    "--overwrite", "--quiet", "--ignore-sidecar"], check=True)


def groups_of(photos):
    """One number for each photograph; those that look alike (the same place or sight) share it."""
    small = []
    for path in photos:
        grey = np.asarray(Image.open(path).convert("L").resize((16, 16)), dtype=float).ravel()
        small.append((grey - grey.mean()) / (grey.std() + 1e-6))
    alike = np.array(small) @ np.array(small).T / 256
    group = list(range(len(photos)))
    for one in range(len(photos)):
        for two in range(one):
            if alike[one, two] > 0.8:
                old, new = group[one], group[two]
                group = [new if value == old else value for value in group]
    return np.array(group)


def cut(image, random):
    """The whole picture or, two of three times, a part of it."""
    if random.random() > 1 / 3:
        share = random.uniform(0.6, 0.95)
        width, height = int(image.width * share), int(image.height * share)
        x, y = random.integers(image.width - width + 1), random.integers(image.height - height + 1)
        image = image.crop((x, y, x + width, y + height))
    image.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
    return image


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("atelier")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    photos = sorted(glob.glob(os.path.join(options.folder, "photos", "*.png")))
    groups = groups_of(photos)
    names = np.unique(groups)
    random = np.random.default_rng(options.seed)
    held = set(random.permutation(names)[: len(names) // 5].tolist())
    is_held = np.array([int(group) in held for group in groups])
    shutil.rmtree(os.path.join(options.folder, "held"), ignore_errors=True)
    with multiprocessing.Pool(2) as pool:
        turns = pool.starmap(one_round, [(turn, options, photos, is_held)
                                         for turn in range(options.rounds)], chunksize=1)
    rows = [row for turn in turns for row in turn]
    degraded, good, sliders, photo, name = (np.array(column) for column in zip(*rows))
    np.savez_compressed(os.path.join(options.folder, "puzzles.npz"), degraded=degraded, good=good,
                        sliders=sliders, photo=photo, name=name, held=is_held[photo])
    print(len(rows), "puzzles,", is_held[photo].sum(), "held out,", len(names), "groups")


def one_round(turn, options, photos, is_held):
    """Every photograph once; a row for each: features of both, sliders, photograph, name."""
    random = np.random.default_rng([options.seed, turn])
    work = os.path.join(options.folder, f"work{turn:02}")
    keep = os.path.join(options.folder, "held")
    os.makedirs(work, exist_ok=True)
    good = []
    for index, path in enumerate(photos):
        good.append(os.path.join(work, f"{turn:02}_{index:03}.png"))
        cut(Image.open(path), random).save(good[-1])
    rows = []
    for part in np.array_split(random.permutation(len(photos)), RECIPES_A_ROUND):
        sliders = random_sliders(random)
        folder = os.path.join(work, "degraded")
        render(options.atelier, [good[index] for index in part], sliders, folder)
        for index in part:
            name = os.path.basename(good[index])
            pair = [os.path.join(folder, name), good[index]]
            rows.append((*(features(np.asarray(Image.open(path).convert("RGB"))) for path in pair),
                         sliders, index, name))
            if is_held[index] and turn < KEPT_ROUNDS:
                for kind, path in zip(["degraded", "good"], pair):
                    os.makedirs(os.path.join(keep, kind), exist_ok=True)
                    shutil.copy(path, os.path.join(keep, kind, name))
    shutil.rmtree(work)
    return rows


if __name__ == "__main__":
    main()
