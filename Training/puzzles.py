#!/usr/bin/env python3
"""Makes puzzles: good photographs, degraded.

    puzzles.py FOLDER [--rounds 24] [--seed 1]

Each round takes every photograph, whole or cut, small, and makes it what people bring:

- *raw*: as a converter without a look of its own gives it: the camera's base curve taken out by some
  share, exposed too short more often than too long, white balance a little off, pale;
- *sliders*: moved by random amounts of the ten sliders, in all directions;
- *as it is*: good pictures that want nothing or next to nothing.

FOLDER/puzzles.npz gets the numbers of the degraded pictures (features.py) and a sample of the pixels of
both; of the held-out photographs (a fifth) some puzzles are kept as files in FOLDER/held.
"""

import argparse
import glob
import os
import shutil

import numpy as np
import torch
from PIL import Image

from features import features
from sliders import NAMES, bend, decode, detail_of, encode, render, tensor, to_srgb, to_wide

# Slider, share of the puzzles that move it, mean and deviation of the degradation, limit.
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
# What a converter's base curve makes of light: up to a stop brighter in the middle, a toe, a shoulder.
CURVE = np.array([(0, 0), (0.0098, 0.0081), (0.0195, 0.0203), (0.0293, 0.0365), (0.0391, 0.0548),
                  (0.0586, 0.0956), (0.0781, 0.1406), (0.0977, 0.189), (0.18, 0.36), (0.3, 0.55),
                  (0.5, 0.76), (0.7, 0.9), (1, 1)])
KINDS = ["raw", "sliders", "as it is"]
SHARES = [0.55, 0.3, 0.15]
# As large as plans are made on; training makes do with half of the pixels.
LONG_EDGE = 320
TRAINING_EDGE = 224
SAMPLE = 640
# Puzzles of each held-out photograph that are kept as files.
KEPT_ROUNDS = 4


def random_sliders(random):
    return np.array([
        np.clip(random.normal(mean, deviation), -limit, limit) if random.random() < share else 0
        for _, share, mean, deviation, limit in DEGRADATIONS]).round(2)


def without_curve(srgb, share):
    """The picture with a share of the base curve taken out."""
    grid = np.linspace(0, 1, 2001)
    made = np.interp(grid, CURVE[:, 0], CURVE[:, 1])
    taken = (1 - share) * grid + share * np.interp(grid, made, grid)

    def curve(value):
        light = decode(value).numpy()
        return encode(tensor(np.interp(light, grid, taken)))
    return to_srgb(bend(to_wide(srgb), curve))


def degraded(srgb, detail, kind, random):
    """The picture as someone brings it, in 8-bit steps."""
    sliders = np.zeros(10)
    if kind == "raw":
        srgb = without_curve(srgb, random.uniform(0, 1))
        # The gain is a true one here, without a shoulder, as of a shorter exposure.
        stops = np.clip(random.normal(-0.25, 0.45), -1.7, 0.6)
        srgb = to_srgb(to_wide(srgb) * 2**stops)
        sliders[NAMES.index("white_balance.temperature")] = random.normal(0, 7)
        sliders[NAMES.index("white_balance.tint")] = random.normal(0, 4)
        sliders[NAMES.index("saturation.amount")] = -random.uniform(0, 15)
        sliders[NAMES.index("contrast.amount")] = -random.uniform(0, 15)
        sliders[NAMES.index("blacks.amount")] = random.normal(4, 10)
    elif kind == "sliders":
        sliders = random_sliders(random)
    elif random.random() < 0.5:
        sliders = random_sliders(random) * 0.15
    return render(srgb.clamp(0, 1), detail, tensor(sliders)[None]).clamp(0, 1)


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


def cut(image, edge, random):
    """The whole picture or, every second time, a part of it."""
    if random.random() > 0.5:
        share = random.uniform(0.6, 0.95)
        width, height = int(image.width * share), int(image.height * share)
        x, y = random.integers(image.width - width + 1), random.integers(image.height - height + 1)
        image = image.crop((x, y, x + width, y + height))
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    return image


def flat(image):
    pixels = np.asarray(image)
    return tensor(pixels.reshape(1, -1, 3) / 255), pixels.shape[:2]


def picture(srgb, size):
    return Image.fromarray((srgb.reshape(*size, 3).numpy() * 255).round().astype(np.uint8))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    photos = sorted(glob.glob(os.path.join(options.folder, "photos", "*.png")))
    groups = groups_of(photos)
    names = np.unique(groups)
    random = np.random.default_rng(options.seed)
    held = set(random.permutation(names)[: len(names) // 5].tolist())
    is_held = np.array([int(group) in held for group in groups])
    keep = os.path.join(options.folder, "held")
    shutil.rmtree(keep, ignore_errors=True)
    for kind in ("degraded", "good"):
        os.makedirs(os.path.join(keep, kind))
    rows = []
    for turn in range(options.rounds):
        random = np.random.default_rng([options.seed, turn])
        for index, path in enumerate(photos):
            edge = LONG_EDGE if is_held[index] else TRAINING_EDGE
            srgb, size = flat(cut(Image.open(path).convert("RGB"), edge, random))
            kind = str(random.choice(KINDS, p=SHARES))
            # Only random sliders look at neighbourhoods.
            detail = torch.zeros(1, srgb.shape[1])
            if kind != "raw":
                detail = detail_of(to_wide(srgb)[0], *size)[None]
            made = picture(degraded(srgb, detail, kind, random), size)
            if is_held[index] and turn < KEPT_ROUNDS:
                name = f"{turn:02}_{index:03}_{kind.replace(' ', '-')}.png"
                made.save(os.path.join(keep, "degraded", name))
                picture(srgb, size).save(os.path.join(keep, "good", name))
            start, _ = flat(made)
            pixels = random.choice(start.shape[1], SAMPLE, replace=start.shape[1] < SAMPLE)
            rows.append((features(np.asarray(made)),
                         (start[0, pixels].numpy() * 255).round().astype(np.uint8),
                         (srgb[0, pixels].numpy() * 255).round().astype(np.uint8),
                         detail_of(to_wide(start)[0], *size)[pixels].numpy().astype(np.float16),
                         index, KINDS.index(kind)))
        print(turn, flush=True)
        if turn % 8 == 7 or turn == options.rounds - 1:
            columns = ["features", "degraded", "good", "detail", "photo", "kind"]
            arrays = {name: np.array(column) for name, column in zip(columns, zip(*rows))}
            np.savez(os.path.join(options.folder, "puzzles.npz"), **arrays,
                     held=is_held[arrays["photo"]], group=groups[arrays["photo"]])
    print(len(rows), "puzzles,", is_held[arrays["photo"]].sum(), "held out,", len(names), "groups")


if __name__ == "__main__":
    main()
