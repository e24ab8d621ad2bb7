#!/usr/bin/env python3
"""Makes the puzzles of the stacked regressor: as puzzles.py, and lit by a lamp and high key too.

    stacked_puzzles.py FOLDER [--rounds 11] [--seed 3] [--shard 0/1]

Beside the three kinds of puzzles.py:

- *lamp*: a photograph by daylight is lit again by one warm lamp in the dark, and is good so;
- *high key*: a photograph is made light and airy, and is good so.

Half of these two are degraded as a raw converter would give them, half are left as they are. Photographs
of rare lightness are taken up to three times as often. All degraded pictures are written as files, since
the rules are asked about each of them (proposals.py). FOLDER/stacked/SHARD.npz gets pixels of both.
"""

import argparse
import glob
import os

import numpy as np
import torch
from PIL import Image

from features import lab
from puzzles import cut, degraded, flat, groups_of, picture
from sliders import decode, detail_of, encode, expose, luminance, render, tensor, to_srgb, to_wide
from train import rarity

KINDS = ["raw", "sliders", "as it is", "lamp", "high key"]
SHARES = [0.48, 0.20, 0.12, 0.12, 0.08]
LONG_EDGE = 320
SAMPLE = 512
HELD_ROUNDS = 8


def lamp(srgb, size, random):
    """The picture by one warm lamp, the rest nearly dark."""
    height, width = size
    y, x = np.mgrid[0:height, 0:width] / max(size)
    x0, y0 = random.uniform(0.25, 0.75) * width / max(size), random.uniform(0.2, 0.8) * height / max(size)
    radius = random.uniform(0.15, 0.4)
    far = ((x - x0) ** 2 + (y - y0) ** 2) / radius ** 2
    field = 1 / (1 + far) ** random.uniform(1, 2)
    ambient = random.uniform(0.01, 0.1)
    # Warm as seen by an eye that is half used to it.
    warm = np.array([1.25, 1.0, 0.62]) ** random.uniform(0.3, 1.3)
    warm = warm / (warm @ [0.2126, 0.7152, 0.0722])
    light = field[..., None] * warm + ambient * np.array([0.95, 1.0, 1.1])
    linear = decode(srgb)[0].numpy() * light.reshape(-1, 3)
    gain = random.uniform(0.35, 1.0) / max(1e-4, np.percentile(linear.max(axis=1), 99))
    linear = linear * min(gain, 3)
    # The shoulder and toe of a finished picture.
    value = encode(tensor(linear)).clamp(0, 1)
    value = value + 0.35 * random.random() * value * (1 - value) * (value - 0.4)
    return value[None].clamp(0, 1)


def high_key(srgb, random):
    light = expose(to_wide(srgb), tensor([random.uniform(0.5, 1.3)]))
    value = to_srgb(light).clamp(0, 1)
    return (1 - (1 - value) ** random.uniform(1.0, 1.35)).clamp(0, 1)


def good_of(srgb, size, kind, random):
    """The good picture of a kind, or none where the photograph does not do for it."""
    mean = lab((srgb[0].numpy() * 255).round().astype(np.uint8))[..., 0].mean()
    if kind == "lamp":
        return lamp(srgb, size, random) if 35 < mean < 75 else None
    if kind == "high key":
        return high_key(srgb, random) if 45 < mean else None
    return srgb


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--shard", default="0/1")
    options = parser.parse_args()
    shard, shards = map(int, options.shard.split("/"))
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    photos = sorted(glob.glob(os.path.join(options.folder, "photos", "*.png")))
    groups = groups_of(photos)
    names = np.unique(groups)
    # The same photographs are held out as by puzzles.py.
    held = set(np.random.default_rng(1).permutation(names)[: len(names) // 5].tolist())
    is_held = np.array([int(group) in held for group in groups])
    means = np.array([lab(np.asarray(Image.open(path).convert("RGB").resize((80, 60))))[..., 0].mean()
                      for path in photos])
    often = np.clip(rarity(means), 1, 3)
    root = os.path.join(options.folder, "stacked")
    for kind in ("degraded", "good"):
        os.makedirs(os.path.join(root, kind), exist_ok=True)
    rows = []
    for index, path in enumerate(photos):
        if index % shards != shard:
            continue
        rounds = HELD_ROUNDS if is_held[index] else int(round(options.rounds * often[index]))
        photo = Image.open(path).convert("RGB")
        for turn in range(rounds):
            random = np.random.default_rng([options.seed, index, turn])
            srgb, size = flat(cut(photo.copy(), LONG_EDGE, random))
            kind = str(random.choice(KINDS, p=SHARES))
            good = good_of(srgb, size, kind, random)
            if good is None:
                kind, good = "raw", srgb
            way = kind
            if kind in ("lamp", "high key"):
                way = "raw" if random.random() < 0.5 else "as it is"
            detail = torch.zeros(1, good.shape[1])
            if way != "raw":
                detail = detail_of(to_wide(good)[0], *size)[None]
            made = picture(degraded(good, detail, way, random), size)
            name = f"{index:03}_{turn:02}_{kind.replace(' ', '-')}.png"
            made.save(os.path.join(root, "degraded", name), compress_level=1)
            if is_held[index]:
                picture(good, size).save(os.path.join(root, "good", name), compress_level=1)
            start, _ = flat(made)
            pixels = random.choice(start.shape[1], SAMPLE, replace=start.shape[1] < SAMPLE)
            rows.append((name, (start[0, pixels].numpy() * 255).round().astype(np.uint8),
                         (good[0, pixels].numpy() * 255).round().astype(np.uint8),
                         detail_of(to_wide(start)[0], *size)[pixels].numpy().astype(np.float16),
                         index, KINDS.index(kind), is_held[index], groups[index]))
    columns = ["name", "degraded", "good", "detail", "photo", "kind", "held", "group"]
    np.savez(os.path.join(root, f"{shard}.npz"),
             **{name: np.array(column) for name, column in zip(columns, zip(*rows))})
    print(len(rows), "puzzles")


if __name__ == "__main__":
    main()
