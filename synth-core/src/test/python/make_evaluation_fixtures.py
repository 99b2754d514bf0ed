"""Pins what independent code says of accuracy, distances, the discriminator and utility.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 pandas==3.1.1 numpy==2.4.6
    venv/bin/python make_evaluation_fixtures.py

Reads the tables in ../resources/data, the perturbed ones beside the fixtures of SDMetrics and the column types in their
`expected.json` (make_sdmetrics_fixtures.py made both); writes `evaluation.json` beside them. Not part of the build: the
file it writes is committed.

Accuracy is that of mostlyai-qa with the inner deciles of the real table as edges, by crosstab, over all triples; distances
are compared one by one. Both must come out equal. AUC and utility are those of scikit-learn's histogram boosting, whose
trees differ a little from any other implementation's: those only have to come out close.
"""

import itertools
import json
import pathlib

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.metrics import r2_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "resources" / "data"
OUT = HERE.parent / "resources" / "io" / "inferloop" / "tabular" / "core" / "metrics" / "fidelity"

SCHEMAS = json.loads((OUT / "expected.json").read_text())["schemas"]
ROWS = {"adult": 2500, "diamonds": 2500, "taxis": 2000, "titanic": 891, "penguins": 344}
ROTATED = {"adult": "hours-per-week", "diamonds": "clarity", "taxis": "payment"}
SEED = 7


def read(source, schema):
    frame = pd.read_csv(source, dtype=str, keep_default_na=False, na_values=[""])
    columns = {}
    for name, kind in schema.items():
        if kind in ("integer", "decimal"):
            columns[name] = frame[name].astype(float)
        elif kind == "datetime":
            when = pd.to_datetime(frame[name], format="ISO8601")
            columns[name] = (when - pd.Timestamp("1970-01-01")) / pd.Timedelta(seconds=1)
        else:
            columns[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return pd.DataFrame(columns)


def is_number(kind):
    return kind in ("integer", "decimal", "datetime")


def halves(whole, most):
    """Two samples of at most `most` rows without a common one, evenly spaced because some tables are sorted."""
    step = max(1, len(whole) // (2 * most))
    half = min(most, len(whole) // (2 * step))
    rows = np.arange(2 * half) * step
    return tuple(whole.iloc[rows[first::2]].reset_index(drop=True) for first in (0, 1))


# accuracy

def binned(real, frame, schema):
    codes = {}
    for name, kind in schema.items():
        if is_number(kind):
            present = real[name].dropna()
            edges = np.unique(np.quantile(present, np.arange(1, 10) / 10)) if len(present) else np.array([])
            code = np.digitize(frame[name], edges, right=True).astype(object)
        else:
            counts = real[name].value_counts()
            top = list(counts[counts >= 5].index[:10])
            code = frame[name].map({label: label for label in top}).fillna("(other)").to_numpy()
        code = np.where(frame[name].isna(), "(missing)", code)
        codes[name] = pd.Series(code).astype(str)
    return pd.DataFrame(codes)


def likeness(real, synthetic, size):
    scores, maxima = [], []
    for columns in itertools.combinations(real.columns, size):
        p, q = (frame.groupby(list(columns)).size() / len(frame) for frame in (real, synthetic))
        scores.append(1 - p.subtract(q, fill_value=0).abs().sum() / 2)
        maxima.append(1 - np.sqrt(2 / np.pi * p * (1 - p) * (1 / len(real) + 1 / len(synthetic))).sum() / 2)
    return [float(np.mean(scores)), float(np.mean(maxima))]


def accuracy(real, synthetic, schema):
    bins, others = binned(real, real, schema), binned(real, synthetic, schema)
    return [likeness(bins, others, size) for size in (1, 2, 3)]


# distances

def coordinates(reference, frame, schema):
    columns = []
    for name, kind in schema.items():
        if is_number(kind):
            known = np.sort(reference[name].dropna().to_numpy())
            value = frame[name].to_numpy()
            ranks = (np.searchsorted(known, value, "left") + np.searchsorted(known, value, "right")) / 2 / len(known)
            columns.append(np.where(frame[name].isna(), None, ranks))
        else:
            columns.append(frame[name].to_numpy())
    return list(zip(*columns))


def distance(one, other):
    total = 0.0
    for a, b in zip(one, other):
        if a is None or b is None:
            total += a is not b
        elif isinstance(a, str):
            total += a != b
        else:
            total += abs(a - b)
    return total / len(one)


def nearest(rows, references):
    found = [sorted(distance(row, other) for other in references)[:2] for row in rows]
    return np.array(found)


def closest(training, holdout, synthetic, schema):
    reference = pd.concat([training, holdout])
    rows = coordinates(reference, synthetic, schema)
    learned = nearest(rows, coordinates(reference, training, schema))
    held_out = nearest(rows, coordinates(reference, holdout, schema))
    closer = np.sign(np.round(held_out[:, 0] - learned[:, 0], 9))

    def ratio(two):
        return float(np.sort((two[:, 0] + 1e-8) / (two[:, 1] + 1e-8))[9])

    return {
        "share": float(np.mean((1 + closer) / 2)),
        "training_distance": float(np.median(learned[:, 0])), "holdout_distance": float(np.median(held_out[:, 0])),
        "training_ratio": ratio(learned), "holdout_ratio": ratio(held_out),
    }


# boosted trees

def features(frames, schema):
    """Numbers as they are; labels as codes that all frames share."""
    joint = pd.concat(frames)
    labels = {name: {label: code for code, label in enumerate(joint[name].dropna().unique())}
              for name, kind in schema.items() if not is_number(kind)}
    return [frame.assign(**{name: frame[name].map(codes).astype(float) for name, codes in labels.items()})
            for frame in frames], [name for name, codes in labels.items() if len(codes) <= 250]


def discriminator(real, synthetic, schema):
    (one, other), categorical = features([real, synthetic], schema)
    x, y = pd.concat([one, other], ignore_index=True), np.repeat([0, 1], [len(one), len(other)])
    aucs = []
    for train, test in StratifiedKFold(5, shuffle=True, random_state=SEED).split(x, y):
        model = HistGradientBoostingClassifier(
            max_iter=50, max_depth=10, min_samples_leaf=5, max_features=0.5, early_stopping=False,
            categorical_features=categorical, random_state=SEED).fit(x.iloc[train], y[train])
        aucs.append(roc_auc_score(y[test], model.predict_proba(x.iloc[test])[:, 1]))
    return float(np.mean(aucs))


def utility(training, synthetic, holdout, schema, target):
    """Trained on real and on synthetic rows, scored on the holdout: R2, or the mean over the labels of the AUC against the rest."""
    training, synthetic, holdout = (frame[frame[target].notna()] for frame in (training, synthetic, holdout))
    frames, categorical = features([training, synthetic, holdout], {k: v for k, v in schema.items() if k != target})
    frames = [frame.drop(columns=target) for frame in frames]
    settings = {"max_iter": 100, "early_stopping": False, "categorical_features": categorical, "random_state": SEED}
    scores = []
    for x, source in ((frames[0], training), (frames[1], synthetic)):
        if is_number(schema[target]):
            model = HistGradientBoostingRegressor(**settings).fit(x, source[target])
            scores.append(r2_score(holdout[target], model.predict(frames[2])))
        else:
            aucs = []
            for label in sorted(training[target].unique()):
                model = HistGradientBoostingClassifier(**settings).fit(x, source[target] == label)
                aucs.append(roc_auc_score(holdout[target] == label, model.predict_proba(frames[2])[:, 1]))
            scores.append(np.mean(aucs))
    return {"target": target, "trtr": float(scores[0]), "tstr": float(scores[1])}


def main():
    document = {}
    for table, rows in ROWS.items():
        schema = SCHEMAS[table]
        whole = read(DATA / f"{table}.csv.gz", schema)
        real = whole.iloc[:rows].reset_index(drop=True)
        synthetic = read(OUT / f"{table}-perturbed.csv.gz", schema)
        one, other = halves(whole, rows)
        document[table] = {"rows": rows, "accuracy": accuracy(real, synthetic, schema)}
        if table in ROTATED:
            rotated = other.assign(**{ROTATED[table]: np.roll(other[ROTATED[table]].to_numpy(), -37)})
            document[table]["discriminator"] = {
                "real": discriminator(one, other, schema),
                "rotated": {"column": ROTATED[table], "auc": discriminator(one, rotated, schema)},
                "perturbed": discriminator(real, synthetic, schema),
            }
        if table in ("titanic", "penguins"):
            document[table]["closest"] = closest(
                real.iloc[0::2].reset_index(drop=True), real.iloc[1::2].reset_index(drop=True), synthetic, schema)
        target = {"adult": "income", "diamonds": "price", "penguins": "species"}.get(table)
        if target:
            document[table]["utility"] = utility(one, synthetic, other, schema, target)
        print(table, json.dumps(document[table]), flush=True)
    (OUT / "evaluation.json").write_text(json.dumps(document, indent=1) + "\n")


if __name__ == "__main__":
    main()
