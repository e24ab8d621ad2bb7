#!/usr/bin/env python3
"""Trains the regressor that corrects the rules' sliders.

    stacked_train.py FOLDER PROPOSED.npz... [--folds 4] [--seen all|few|own]

The network sees what stacked_features.py measures and says how far the rules' sliders should be moved; it
begins with saying nothing. Charged is the CIE94 difference to the good picture, more for what becomes worse
than the rules make it, and every move. With --folds parts of the training photographs are left out in turn;
the held-out ones are not looked at. Writes FOLDER/stacked.npz.
"""

import argparse
import glob
import os

import numpy as np
import torch

from sliders import NAMES, UNITS, tensor
from train import Members, rarity
from train import Puzzles as PlainPuzzles

KINDS = ["raw", "sliders", "as it is", "lamp", "high key"]
# The farthest that the rules are corrected, and where sliders end.
REACH = torch.tensor([0.8, 25, 35, 35, 40, 30, 15, 10, 20, 25])
ENDS = torch.tensor([5.0, 100, 100, 100, 100, 100, 100, 100, 100, 100])
SEEN = {
    "all": list(range(51)),
    "none": [],
    "own": list(range(18)),
    "rules": list(range(18)) + list(range(23, 33)),
    "few": list(range(18)) + list(range(18, 33)),
    # No percentiles twice: of the result only mean, deviation, p5, p50, p95, colours.
    "lean": [1, 4, 7, 9, 10, 13, 14, 15, 16, *range(18, 33), 34, 37, 40, 42, 43, 47, 48, 49],
}


def corrected(rules, output):
    """The sliders: the rules' moved by what the network says, within reach and the sliders' ends.

    Of twenty outputs the second ten say how much of each of the rules' sliders stays (all of it at zero).
    """
    share = output[..., :10] * UNITS / REACH
    if output.shape[-1] == 20:
        rules = rules * (1 + output[..., 10:]).clamp(0, 1.2)
    moved = rules + REACH * share / (1 + share * share).sqrt()
    return torch.maximum(torch.minimum(moved, ENDS), -ENDS)


class Puzzles(PlainPuzzles):
    def __init__(self, data, rows):
        super().__init__(data, rows)
        self.features = data["features"][rows]
        self.rules = tensor(data["rules"][rows])
        self.kind = data["kind"][rows]
        self.group = data["group"][rows]
        zero = torch.zeros(len(self), 10)
        with torch.no_grad():
            self.ruled = self.error(slice(None), corrected(self.rules, zero))
        self.weight = np.minimum(self.weight, 3)


def load(folder, proposed):
    parts = [dict(np.load(path)) for path in sorted(glob.glob(os.path.join(folder, "stacked", "[0-9].npz")))]
    data = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    asked = [dict(np.load(path)) for path in proposed]
    asked = {key: np.concatenate([part[key] for part in asked]) for key in asked[0]}
    place = {name: at for at, name in enumerate(asked["name"])}
    kept = np.array([name in place for name in data["name"]])
    data = {key: value[kept] for key, value in data.items()}
    order = [place[name] for name in data["name"]]
    data["features"], data["rules"] = asked["features"][order], asked["rules"][order]
    return data


def train(puzzles, start, options, quiet=True):
    torch.manual_seed(1)
    model = Members(options.members,
                    [start.shape[1], *options.hidden, len(NAMES) * (2 if options.gated else 1)],
                    last=0)
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=options.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, options.rate, total_steps=options.steps + 1)
    names = np.unique(puzzles.group)
    choices = []
    for _ in range(options.members):
        kept = np.random.default_rng(len(choices)).permutation(names)[: len(names) * 3 // 4]
        choices.append(torch.tensor(np.flatnonzero(np.isin(puzzles.group, kept))))
    weights = [tensor(puzzles.weight[choice]) for choice in choices]
    for step in range(options.steps):
        rows = torch.stack([choice[torch.multinomial(weight, options.batch, replacement=True)]
                            for choice, weight in zip(choices, weights)])
        output = model(start[rows])
        flat, pixels = rows.flatten(), torch.randint(puzzles.start.shape[1], (options.pixels,))
        sliders = corrected(puzzles.rules[flat], output.flatten(0, 1))
        error = puzzles.error(flat, sliders, pixels)
        worse = (error - puzzles.ruled[flat]).clamp(min=0)
        worst = (error - puzzles.untouched[flat]).clamp(min=0)
        loss = ((error + options.caution * worse + options.caution * worst).mean()
                + options.penalty * output.abs().mean())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        schedule.step()
        if not quiet and step % 100 == 99:
            print(f"step {step + 1}: {error.mean():.2f}", flush=True)
    return model.eval()


def best_edit(puzzles, stacked):
    """The one edit, or the one correction of the rules, that is best for all puzzles."""
    torch.manual_seed(1)
    edit = torch.zeros(len(NAMES), requires_grad=True)
    optimizer = torch.optim.Adam([edit], lr=0.05)
    for _ in range(200):
        batch = torch.multinomial(tensor(puzzles.weight), 200, replacement=True)
        pixels = torch.randint(puzzles.start.shape[1], (32,))
        optimizer.zero_grad()
        rules = puzzles.rules[batch] * stacked
        puzzles.error(batch, corrected(rules, edit[None].expand(200, -1)), pixels).mean().backward()
        optimizer.step()
    return edit.detach()


def report(name, puzzles, error):
    better = (error < puzzles.ruled).float().mean()
    print(f"{name:22}{error.mean():6.2f}  " + " ".join(
        f"{error[puzzles.kind == one].mean():6.2f}" for one in range(5))
        + f"  better than rules {better:.0%}", flush=True)


def errors(puzzles, sliders):
    with torch.no_grad():
        return torch.cat([puzzles.error(slice(at, at + 200), sliders[at:at + 200])
                          for at in range(0, len(puzzles), 200)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("proposed", nargs="+")
    parser.add_argument("--members", type=int, default=6)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--hidden", type=int, nargs="*", default=[24, 12])
    parser.add_argument("--rate", type=float, default=1e-2)
    parser.add_argument("--decay", type=float, default=0.05)
    parser.add_argument("--caution", type=float, default=0.5)
    parser.add_argument("--penalty", type=float, default=0.1)
    parser.add_argument("--pixels", type=int, default=24)
    parser.add_argument("--doubt", type=float, default=0.5)
    parser.add_argument("--seen", default="rules", choices=SEEN)
    parser.add_argument("--kinds", type=float, nargs=5, default=[1, 1, 1, 1, 1],
                        help="how much the kinds of puzzles count")
    parser.add_argument("--gated", action="store_true", help="the network may also take the rules back")
    parser.add_argument("--keep-color", action="store_true",
                        help="temperature and tint of what is written stay as the rules say")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", default="stacked.npz")
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = load(options.folder, options.proposed)
    held, group = data["held"], data["group"]
    if options.folds:
        part = np.random.default_rng(0).permutation(group.max() + 1)[group] % options.folds
        splits = [(~held & (part != fold), ~held & (part == fold)) for fold in range(options.folds)]
    else:
        splits = [(~held, held)]
    results = {}
    tests = []
    print(options)
    seen = SEEN[options.seen]
    for rows, test_rows in splits:
        train_set, test = Puzzles(data, rows), Puzzles(data, test_rows)
        center = train_set.features[:, seen].mean(axis=0)
        scale = train_set.features[:, seen].std(axis=0) + 1e-3
        start, shown = (tensor(np.clip((one.features[:, seen] - center) / scale, -3, 3))
                        for one in (train_set, test))
        edit = best_edit(train_set, 0)
        constant = best_edit(train_set, 1)
        train_set.weight = train_set.weight * np.array(options.kinds)[train_set.kind]
        model = train(train_set, start, options, quiet=options.folds > 0)
        with torch.no_grad():
            outputs = model(shown.expand(options.members, -1, -1))
        guess, doubt = outputs.mean(dim=0), outputs.var(dim=0)
        some = {"untouched": test.untouched, "rules": test.ruled,
                "one edit": errors(test, corrected(test.rules * 0, edit[None].expand(len(test), -1))),
                "rules + constant": errors(test, corrected(test.rules, constant[None].expand(len(test), -1))),
                "one member": errors(test, corrected(test.rules, outputs[0])),
                "mean": errors(test, corrected(test.rules, guess))}
        for size in (0.1, 0.5):
            trust = size / (size + doubt)
            some[f"doubt {size}"] = errors(test, corrected(test.rules, trust * guess))
        some["half"] = errors(test, corrected(test.rules, 0.5 * guess))
        for name, error in some.items():
            results.setdefault(name, []).append(error)
        tests.append(test)
    joined = argparse.Namespace(kind=np.concatenate([one.kind for one in tests]),
                                ruled=torch.cat([one.ruled for one in tests]))
    print(f"{'':22}   all  " + " ".join(f"{kind:>6.6}" for kind in KINDS))
    for name, parts in results.items():
        report(name, joined, torch.cat(parts))
    if options.folds:
        return
    print("one edit", [f"{name} {value:.2f}" for name, value in
                       zip(NAMES, corrected(torch.zeros(10), edit))])
    print("constant", [f"{name} {value:.2f}" for name, value in
                       zip(NAMES, corrected(torch.zeros(10), constant))])
    arrays = {"center": center, "scale": scale, "unit": UNITS.numpy(), "reach": REACH.numpy(),
              "ends": ENDS.numpy(), "edit": edit.numpy(), "constant": constant.numpy(),
              "doubt": np.array(options.doubt), "seen": np.array(seen)}
    if options.keep_color:
        colors = [at for at, name in enumerate(NAMES * 2) if name.startswith("white_balance.")]
        with torch.no_grad():
            for layer in (model.weights[-1], model.biases[-1]):
                layer[:, [at for at in colors if at < layer.shape[1]]] = 0
    for number, (weights, biases) in enumerate(zip(model.weights, model.biases)):
        arrays[f"weights{number}"] = weights.detach().numpy()
        arrays[f"biases{number}"] = biases.detach().numpy()
    np.savez(os.path.join(options.folder, options.out), **arrays)


if __name__ == "__main__":
    main()
