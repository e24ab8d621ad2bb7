#!/usr/bin/env python3
"""What the stacked regressor sees: 51 numbers of a picture, of the rules' proposal, and of its result.

    stacked_features.py FOLDER OUT.npz PROPOSALS.json...

- 0…17: the 18 numbers of features.py;
- 18…22: how much lighter the middle is than the border; a* and b* of the lightest tenth and of the darkest
  quarter;
- 23…32: the rules' ten sliders, in usual moves;
- 33…50: the 18 numbers of the picture as the rules make it.
"""

import json
import os
import sys

import numpy as np
import torch
from PIL import Image

from features import features, lab
from sliders import NAMES, UNITS, detail_of, render, tensor, to_wide

LONG_EDGE = 320


def sliders_of(recipe):
    adjustments = recipe.get("adjustments", {})
    return np.array([adjustments.get(name.split(".")[0], {}).get(name.split(".")[1], 0.0)
                     for name in NAMES])


def more(pixels):
    picture = lab(pixels)
    lightness = picture[..., 0]
    height, width = lightness.shape
    cells = np.array([[lightness[row * height // 5:(row + 1) * height // 5,
                                 column * width // 5:(column + 1) * width // 5].mean()
                       for column in range(5)] for row in range(5)])
    middle = cells[1:4, 1:4].mean()
    border = (cells.sum() - cells[1:4, 1:4].sum()) / 16
    light = picture[lightness >= np.percentile(lightness, 90)].mean(axis=0)
    dark = picture[lightness <= np.percentile(lightness, 25)].mean(axis=0)
    return np.array([middle - border, light[1], light[2], dark[1], dark[2]])


def with_sliders(pixels, sliders):
    """The picture with ten sliders, in 8-bit steps."""
    height, width = pixels.shape[:2]
    srgb = tensor(pixels.reshape(1, -1, 3) / 255)
    made = render(srgb, detail_of(to_wide(srgb)[0], height, width)[None], tensor(sliders)[None])
    return (made.clamp(0, 1).numpy() * 255).round().astype(np.uint8).reshape(pixels.shape)


def stacked(pixels, rules):
    """The numbers for 8-bit pixels of at most 320 and the rules' sliders."""
    after = features(with_sliders(pixels, rules))[:18]
    return np.concatenate([features(pixels)[:18], more(pixels), rules / UNITS.numpy(), after])


def small(path):
    image = Image.open(path).convert("RGB")
    image.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
    return np.asarray(image)


def main():
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    folder, out = sys.argv[1:3]
    recipes = {}
    for path in sys.argv[3:]:
        with open(path) as file:
            recipes |= json.load(file)
    names, rows, rules = [], [], []
    if os.path.exists(out):
        known = np.load(out)
        names, rows, rules = (list(known[key]) for key in ("name", "features", "rules"))
    for name in sorted(set(recipes) - set(names)):
        sliders = sliders_of(recipes[name])
        names.append(name)
        rules.append(sliders)
        rows.append(stacked(small(os.path.join(folder, "stacked", "degraded", name)), sliders))
    np.savez(out, name=np.array(names), rules=np.array(rules), features=np.array(rows))


if __name__ == "__main__":
    main()
