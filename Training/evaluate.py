#!/usr/bin/env python3
"""Measures the regressor beside the rules, one edit for all and the untouched picture.

    evaluate.py FOLDER ATELIER [--pairs FOLDER] [--rules]

Without --pairs: the held-out puzzles of FOLDER/held against the good pictures they were made of. With it:
a folder of NAME_before.png and NAME_after_*.png, as Benchmarks/expert_pairs.py takes. Pictures are rendered
by the program; --rules runs its "improve this photo" too. Needs numpy, pillow and scikit-image.
"""

import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

from features import features
from puzzles import LONG_EDGE, NAMES, recipe, render

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Benchmarks"))
from expert_pairs import compare, load  # noqa: E402


def predict(model, values):
    """The sliders for a picture's features: the mean of the members."""
    start = np.clip((values - model["center"]) / model["scale"], -4, 4)
    result = 0
    members = len(model["weights0"])
    for member in range(members):
        state = start
        for layer in range(3):
            state = model[f"weights{layer}"][member] @ state + model[f"biases{layer}"][member]
            if layer < 2:
                state = np.maximum(state, 0)
        result = result + state / members
    return model["limits"] * np.tanh(result * model["unit"] / model["limits"])


def retouched(atelier, model, path, out):
    image = Image.open(path).convert("RGB")
    image.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
    sliders = predict(model, features(np.asarray(image)))
    with tempfile.NamedTemporaryFile("w", suffix=".json") as settings:
        json.dump(recipe(sliders), settings)
        settings.flush()
        subprocess.run([atelier, "render", path, "--settings", settings.name, "--out", out,
                        "--overwrite", "--quiet", "--ignore-sidecar"], check=True)
    return sliders


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("atelier")
    parser.add_argument("--pairs")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--model", default="regressor.npz")
    options = parser.parse_args()
    model = dict(np.load(os.path.join(options.folder, options.model)))
    if options.pairs:
        before = sorted(glob.glob(os.path.join(options.pairs, "*_before.png")))
        after = [glob.glob(path.replace("_before.png", "_after_*.png"))[0] for path in before]
    else:
        before = sorted(glob.glob(os.path.join(options.folder, "held", "degraded", "*.png")))
        after = [path.replace("degraded", "good") for path in before]
    rules = os.path.join(options.folder, "by-rules-pairs" if options.pairs else "by-rules")
    if options.rules:
        os.makedirs(rules, exist_ok=True)
        subprocess.run([options.atelier, "retouch", *before, "--say", "improve this photo",
                        "--out-dir", rules, "--overwrite", "--quiet"], check=False)
    # The mean correction of the training puzzles for every picture: what is won without looking.
    mean = os.path.join(options.folder, "by-mean")
    render(options.atelier, before, model["mean"], mean)
    rows = []
    out = os.path.join(options.folder, "by-regressor")
    os.makedirs(out, exist_ok=True)
    for one, two in zip(before, after):
        target = load(two)
        size = (target.shape[1], target.shape[0])
        ours = os.path.join(out, os.path.basename(one))
        sliders = retouched(options.atelier, model, one, ours)
        made = [one, os.path.join(mean, os.path.basename(one)), ours]
        if os.path.isdir(rules):
            result = os.path.join(rules, os.path.basename(one))
            made.append(result if os.path.exists(result) else one)
        rows.append([compare(load(path, size), target) for path in made])
        if options.pairs:
            print(os.path.basename(one)[:5], *(f"{row[0]:6.2f}" for row in rows[-1]),
                  *(f"{name.split('.')[1][:5]} {value:.2f}" for name, value in zip(NAMES, sliders)))
    # An untouched picture that was never degraded has no error: 60 dB stand for it.
    means = np.mean(np.minimum(rows, [np.inf, 60, np.inf]), axis=0)
    for name, (difference, psnr, ssim) in zip(["untouched", "mean edit", "regressor", "rules"], means):
        print(f"{name:12}{difference:8.2f}{psnr:8.2f}{ssim:8.3f}   of {len(rows)}")
    better = np.mean([row[2][0] < row[0][0] for row in rows])
    print(f"closer than untouched: {better:.0%}", end="")
    if len(means) > 3:
        print(f", than the rules: {np.mean([row[2][0] < row[3][0] for row in rows]):.0%}", end="")
    print()


if __name__ == "__main__":
    main()
