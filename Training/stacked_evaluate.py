#!/usr/bin/env python3
"""Measures the stacked regressor beside the rules, one edit for all and the untouched picture.

    stacked_evaluate.py FOLDER ATELIER PROPOSALS.json... [--model stacked.npz] [--turns 4]
    stacked_evaluate.py FOLDER ATELIER --pairs FOLDER [--model stacked.npz]

Held-out puzzles of FOLDER/stacked, or pairs NAME_before.png, NAME_after_*.png. All pictures are rendered
by the program: the rules' as their whole recipe, the regressor's as the same recipe with ten sliders moved.
"""

import argparse
import copy
import glob
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch

from sliders import NAMES, recipe
from stacked_features import sliders_of, small, stacked

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Benchmarks"))
from expert_pairs import compare, load  # noqa: E402


def correct(model, values, rules):
    """The rules' sliders, corrected."""
    start = np.clip((values[model["seen"].astype(int)] - model["center"]) / model["scale"], -3, 3)
    said = []
    layers = sum(name.startswith("weights") for name in model)
    for member in range(len(model["weights0"])):
        state = start
        for layer in range(layers):
            state = model[f"weights{layer}"][member] @ state + model[f"biases{layer}"][member]
            if layer + 1 < layers:
                state = np.maximum(state, 0)
        said.append(state)
    said = np.array(said)
    output = said.mean(axis=0)
    if model["doubt"] > 0 and len(said) > 1:
        output = output * model["doubt"] / (model["doubt"] + said.var(axis=0, ddof=1))
    return moved(model, output, rules)


def moved(model, output, rules):
    if len(output) == 20:
        rules = rules * np.clip(1 + output[10:], 0, 1.2)
    share = output[:10] * model["unit"] / model["reach"]
    return np.clip(rules + model["reach"] * share / np.sqrt(1 + share * share), -model["ends"], model["ends"])


def with_ten(whole, sliders):
    made = copy.deepcopy(whole)
    adjustments = made.setdefault("adjustments", {})
    made.setdefault("version", 1)
    for name, value in zip(NAMES, sliders):
        operation, parameter = name.split(".")
        value = round(float(value), 2)
        if value:
            adjustments.setdefault(operation, {})[parameter] = value
        elif parameter in adjustments.get(operation, {}):
            del adjustments[operation][parameter]
            if not adjustments[operation]:
                del adjustments[operation]
    return made


def render(atelier, path, settings, out):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(settings, file)
        file.flush()
        subprocess.run([atelier, "render", path, "--settings", file.name, "--out", out, "--overwrite",
                        "--quiet", "--ignore-sidecar", "--jobs", "1"], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("atelier")
    parser.add_argument("proposals", nargs="*")
    parser.add_argument("--model", nargs="*", default=["stacked.npz"])
    parser.add_argument("--pairs")
    parser.add_argument("--turns", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    models = [dict(np.load(os.path.join(options.folder, name))) for name in options.model]
    recipes = {}
    for path in options.proposals:
        with open(path) as file:
            recipes |= json.load(file)
    if options.pairs:
        before = sorted(glob.glob(os.path.join(options.pairs, "*_before.png")))
        after = [glob.glob(path.replace("_before.png", "_after_*.png"))[0] for path in before]
        kinds = np.array(["pair"] * len(before))
    else:
        after = [path for path in sorted(glob.glob(os.path.join(options.folder, "stacked/good/*.png")))
                 if int(os.path.basename(path).split("_")[1]) < options.turns
                 and os.path.basename(path) in recipes]
        before = [path.replace("/good/", "/degraded/") for path in after]
        kinds = np.array([os.path.basename(path).split("_")[2][:-4] for path in before])
    columns = ["untouched", "rules", "one edit"] + options.model
    one_edit = moved(models[0], models[0]["edit"], np.zeros(10))
    lines = []
    with tempfile.TemporaryDirectory() as work:
        def measure(number):
            one, two = before[number], after[number]
            name = os.path.basename(one)
            if name in recipes:
                whole = recipes[name]
            else:
                said = subprocess.run([options.atelier, "retouch", one, "--say", "improve this photo",
                                       "--dry-run", "--json"], capture_output=True, text=True)
                whole = json.loads(said.stdout)["results"][0].get("recipe") or {"version": 1}
            rules = sliders_of(whole)
            values = stacked(small(one), rules)
            settings = [whole, recipe(one_edit)]
            news = [correct(model, values, rules) for model in models]
            settings += [with_ten(whole, new) for new in news]
            target = load(two)
            size = (target.shape[1], target.shape[0])
            made = [one]
            for which, setting in enumerate(settings):
                if not setting.get("adjustments"):
                    made.append(one)
                    continue
                made.append(os.path.join(work, f"{number}_{which}.png"))
                render(options.atelier, one, setting, made[-1])
            if options.pairs:
                lines.append((name[:5], rules, news))
            return [compare(load(path, size), target) for path in made]
        with ThreadPoolExecutor(2) as pool:
            rows = np.minimum(list(pool.map(measure, range(len(before)))), 60)
    for name, rules, news in sorted(lines, key=lambda line: line[0]):
        row = rows[[os.path.basename(path)[:5] for path in before].index(name)]
        print(name, *(f"{value[0]:6.2f}" for value in row))
        for label, sliders in [("rules", rules), *zip(options.model, news)]:
            print("   ", f"{label:14}", *(f"{n.split('.')[1][:5]} {v:.2f}" for n, v in zip(NAMES, sliders) if abs(v) >= 0.005))
    groups = {"all": np.ones(len(before), bool)}
    if not options.pairs:
        groups["first three kinds"] = np.isin(kinds, ["raw", "sliders", "as-it-is"])
        groups |= {kind: kinds == kind for kind in np.unique(kinds)}
    for group, chosen in groups.items():
        for name, values in zip(columns, rows[chosen].mean(axis=0)):
            print(f"{group:18}{chosen.sum():4} {name:24}" + "".join(f"{value:8.3f}" for value in values))
    for at, name in enumerate(options.model, 3):
        print(f"{name}: closer than rules {(rows[:, at, 0] < rows[:, 1, 0]).mean():.0%}, "
              f"than untouched {(rows[:, at, 0] < rows[:, 0, 0]).mean():.0%}")


if __name__ == "__main__":
    main()
