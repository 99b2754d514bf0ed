#!/usr/bin/env python3
"""Scores the rows that `infra/benchmarks/run quality --keep FOLDER` left behind with programs that are not ours.

    pip install sdmetrics scikit-learn pandas
    python3 independent.py FOLDER

SDMetrics itself must give the same digits (exit status 1 otherwise). The others are different instruments of the same kind,
beside the same for real rows that no model saw:
    AUC        scikit-learn's HistGradientBoostingClassifier, defaults, five folds: synthetic rows against the learned half
    TSTR       the same classifier or regressor learns synthetic rows to predict one column, and is asked about the held-out half;
               R2 of a number, AUC of a label. The column is the one that real rows predict best of those with two labels, or
               else of the numbers
    DCR share  of the synthetic rows that lie closer to a learned row than to one held out; numbers by their rank, labels one-hot
"""

import json
import pathlib
import sys
import warnings

import numpy as np
import pandas as pd
from sdmetrics.reports.single_table import QualityReport
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import r2_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import NearestNeighbors

SDTYPES = {"integer": "numerical", "decimal": "numerical", "categorical": "categorical", "boolean": "boolean",
           "datetime": "datetime", "key": "id"}
LIKE_NUMBERS = ("integer", "decimal", "datetime")
MOST_ROWS = 10_000


def read(file, types):
    text = pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[""])
    columns = {}
    for name, kind in types.items():
        if kind in ("integer", "decimal"):
            columns[name] = text[name].astype(float)
        elif kind == "datetime":
            columns[name] = pd.to_datetime(text[name], format="ISO8601").astype("datetime64[ns]")
        else:
            columns[name] = text[name].astype(object)
    return pd.DataFrame(columns)


def sdmetrics_quality(real, synthetic, types):
    """Quality over all pairs, as a report without thresholds and without a subsample has it."""
    columns = {}
    for name, kind in types.items():
        columns[name] = {"sdtype": SDTYPES[kind]}
        if kind == "datetime":
            columns[name]["datetime_format"] = "%Y-%m-%d %H:%M:%S"
    report = QualityReport()
    report.real_correlation_threshold = 0
    report.real_association_threshold = 0
    report.num_rows_subsample = None
    report.generate(real.copy(), synthetic.copy(), {"columns": columns}, verbose=False)
    properties = report.get_properties().set_index("Property")["Score"]
    return properties["Column Shapes"], properties["Column Pair Trends"], report.get_score()


def learnable(frames, types):
    """The frames as numbers for boosted trees, labels coded by the first frame's frequency, and which columns are labels."""
    names = [name for name, kind in types.items() if kind != "key"]
    coded = [pd.DataFrame(index=frame.index) for frame in frames]
    labels = []
    for name in names:
        if types[name] in LIKE_NUMBERS:
            for target, frame in zip(coded, frames):
                column = frame[name]
                if types[name] == "datetime":
                    column = column.astype("int64").where(column.notna()).astype(float)
                target[name] = column
            continue
        codes = {label: min(code, 199) for code, label in enumerate(frames[0][name].value_counts().index)}
        labels.append(name)
        for target, frame in zip(coded, frames):
            target[name] = frame[name].map(codes).astype(float).where(frame[name].notna()).fillna(200)
    return coded, labels


def auc(one, other, labels):
    rows = pd.concat([one, other], ignore_index=True)
    answer = np.r_[np.zeros(len(one)), np.ones(len(other))]
    scores = []
    for train, test in StratifiedKFold(5, shuffle=True, random_state=1).split(rows, answer):
        model = HistGradientBoostingClassifier(categorical_features=labels, random_state=1)
        model.fit(rows.iloc[train], answer[train])
        scores.append(roc_auc_score(answer[test], model.predict_proba(rows.iloc[test])[:, 1]))
    return np.mean(scores)


def utility(train, test, target, labels):
    inputs = [name for name in train if name != target]
    train, test = train[train[target].notna()], test[test[target].notna()]
    categorical = [name for name in labels if name != target]
    if target in labels:
        model = HistGradientBoostingClassifier(categorical_features=categorical, random_state=1)
        model.fit(train[inputs], train[target])
        return roc_auc_score(test[target], model.predict_proba(test[inputs])[:, 1])
    model = HistGradientBoostingRegressor(categorical_features=categorical, random_state=1)
    model.fit(train[inputs], train[target])
    return r2_score(test[target], model.predict(test[inputs]))


def best_target(learned, held_out, types, labels):
    two = [name for name in labels if learned[name].nunique() == 2 and held_out[name].nunique() == 2
           and learned[name].value_counts(normalize=True).min() > 0.05]
    candidates = two or [name for name in learned if types[name] in ("integer", "decimal")]
    if not candidates:
        return None
    few = learned.sample(min(len(learned), 3000), random_state=1)
    return max(candidates, key=lambda name: utility(few, held_out, name, labels))


def closer_share(learned, held_out, rows, labels):
    few = lambda frame: frame.sample(min(len(frame), MOST_ROWS), random_state=1)
    learned, held_out, rows = few(learned), few(held_out), few(rows)
    parts = [[], [], []]
    for name in learned:
        if name in labels:
            for label in range(201):
                if (learned[name] == label).any():
                    for part, frame in zip(parts, (learned, held_out, rows)):
                        part.append((frame[name] == label).to_numpy(float) / np.sqrt(2))
        else:
            known = np.sort(learned[name].dropna())
            for part, frame in zip(parts, (learned, held_out, rows)):
                missing = frame[name].isna().to_numpy()
                rank = (np.searchsorted(known, frame[name], "left") + np.searchsorted(known, frame[name], "right")) / 2
                part.append(np.where(missing, 0.5, rank / max(1, len(known))))
                part.append(missing.astype(float))
    learned, held_out, rows = (np.column_stack(part) for part in parts)
    nearest = lambda frame: NearestNeighbors(n_neighbors=1).fit(frame).kneighbors(rows)[0][:, 0]
    here, there = nearest(learned), nearest(held_out)
    return np.mean((here < there) + 0.5 * (here == there))


def main(folder):
    warnings.filterwarnings("ignore")
    same = True
    print("| table | rows | SDMetrics shapes | trends | quality | ours, off by at most | AUC | TSTR | DCR share |")
    print("|---|---|---|---|---|---|---|---|---|")
    for seed in sorted(path for path in pathlib.Path(folder).iterdir() if (path / "types.json").is_file()):
        types = json.loads((seed / "types.json").read_text())
        ours = json.loads((seed / "scores.json").read_text())
        learned, held_out = (read(seed / name, types) for name in ("learned.csv", "held_out.csv"))
        target = None
        for name in [None, *ours]:
            rows = held_out if name is None else read(seed / f"rows-{name}.csv", types)
            theirs = sdmetrics_quality(learned, rows, types)
            off = ""
            if name is not None:
                mine = ours[name]
                worst = max(abs(mine[key] - value)
                            for key, value in zip(("shapes", "trends_own_edges", "quality"), theirs) if key in mine)
                same &= worst < 1e-9
                off = f"{worst:.1e}"
            (a, b, c), labels = learnable([learned, held_out, rows], types)
            if name is None:
                target = best_target(a, b, types, labels)
            predicted = "" if target is None else f"{utility(a if name is None else c, b, target, labels):.4f} ({target})"
            share = "0.5" if name is None else f"{closer_share(a, b, c, labels):.3f}"
            few = lambda frame: frame.sample(min(len(frame), MOST_ROWS), random_state=1)
            print(f"| {seed.name} | {name or 'real rows, held out'} | {theirs[0]:.4f} | {theirs[1]:.4f} | {theirs[2]:.4f} "
                  f"| {off} | {auc(few(a), few(c), labels):.3f} | {predicted} | {share} |", flush=True)
    if not same:
        sys.exit("SDMetrics gives other digits")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
