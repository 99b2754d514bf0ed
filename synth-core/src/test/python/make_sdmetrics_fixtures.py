"""Pins the scores of SDMetrics for io.inferloop.tabular.core.metrics.

    python3 -m venv venv && venv/bin/pip install sdmetrics==0.29.0 pandas==2.3.3 numpy==2.4.6 scipy==1.17.1
    venv/bin/python make_sdmetrics_fixtures.py

Reads the tables in ../resources/data, writes perturbed synthetic tables and `expected.json` into
../resources/io/inferloop/tabular/core/metrics/fidelity. Not part of the build: the files it writes are committed.

A case says how the pair is made, so that a test can rebuild it:
    halves   real = rows 0, 2, 4, ..., synthetic = rows 1, 3, 5, ...
    rotated  real = the table, column j of synthetic = column j of real, rotated by 37 (j + 1) rows
    files    real = the first `rows` rows of the table (or a file of its own), synthetic = a committed file

Integers are handed to SDMetrics as float64 and booleans as objects, so that a missing cell does not change a column's
dtype: whether a column of whole numbers has a gap is no matter of structure.
"""

import gzip
import io
import json
import math
import pathlib
import warnings

import numpy as np
import pandas as pd
import sdmetrics
from sdmetrics.column_pairs import ContingencySimilarity
from sdmetrics.reports.single_table import DiagnosticReport, QualityReport

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent / "resources" / "data"
OUT = HERE.parent / "resources" / "io" / "inferloop" / "tabular" / "core" / "metrics" / "fidelity"

SDTYPES = {
    "integer": "numerical", "decimal": "numerical", "categorical": "categorical",
    "boolean": "boolean", "datetime": "datetime", "key": "id",
}
CONTINUOUS = ("integer", "decimal", "datetime")

SCHEMAS = {
    "adult": {
        "age": "integer", "workclass": "categorical", "fnlwgt": "integer", "education": "categorical",
        "education-num": "integer", "marital-status": "categorical", "occupation": "categorical",
        "relationship": "categorical", "race": "categorical", "sex": "categorical", "capital-gain": "integer",
        "capital-loss": "integer", "hours-per-week": "integer", "native-country": "categorical", "income": "categorical",
    },
    "diamonds": {
        "carat": "decimal", "cut": "categorical", "color": "categorical", "clarity": "categorical", "depth": "decimal",
        "table": "decimal", "price": "integer", "x": "decimal", "y": "decimal", "z": "decimal",
    },
    "taxis": {
        "pickup": "datetime", "dropoff": "datetime", "passengers": "integer", "distance": "decimal", "fare": "decimal",
        "tip": "decimal", "tolls": "decimal", "total": "decimal", "color": "categorical", "payment": "categorical",
        "pickup_zone": "categorical", "dropoff_zone": "categorical", "pickup_borough": "categorical",
        "dropoff_borough": "categorical",
    },
    "titanic": {
        "survived": "integer", "pclass": "categorical", "sex": "categorical", "age": "decimal", "sibsp": "integer",
        "parch": "integer", "fare": "decimal", "embarked": "categorical", "class": "categorical", "who": "categorical",
        "adult_male": "boolean", "deck": "categorical", "embark_town": "categorical", "alive": "boolean", "alone": "boolean",
    },
    "penguins": {
        "species": "categorical", "island": "categorical", "bill_length_mm": "decimal", "bill_depth_mm": "decimal",
        "flipper_length_mm": "integer", "body_mass_g": "integer", "sex": "categorical",
    },
    "edges": {
        "id": "key", "code": "key", "constant": "decimal", "constant_in_synthetic": "integer", "all_null": "decimal",
        "all_null_in_real": "categorical", "one_category": "categorical", "flag": "boolean", "flag_full": "boolean",
        "when": "datetime", "day": "datetime", "tiny": "decimal", "huge": "decimal", "sparse": "integer",
        "two_values": "integer", "label": "categorical", "null_only_in_synthetic": "categorical",
        "number_null_only_in_synthetic": "decimal",
    },
}


def text_frame(source):
    return pd.read_csv(source, dtype=str, keep_default_na=False, na_values=[""])


def typed(frame, schema):
    columns = {}
    for name, kind in schema.items():
        text = frame[name]
        if kind in ("integer", "decimal"):
            columns[name] = text.astype(float)
        elif kind == "boolean":
            columns[name] = text.map(
                {"True": True, "False": False, "yes": True, "no": False, "true": True, "false": False}).astype(object)
        elif kind == "datetime":
            columns[name] = pd.to_datetime(text, format="ISO8601").astype("datetime64[ns]")
        else:
            columns[name] = text.astype(object)
    return pd.DataFrame(columns)


def metadata(schema):
    keys = [name for name, kind in schema.items() if kind == "key"]
    result = {"columns": {name: {"sdtype": SDTYPES[kind]} for name, kind in schema.items()}}
    for name, kind in schema.items():
        if kind == "datetime":
            result["columns"][name]["datetime_format"] = "%Y-%m-%d %H:%M:%S"
    if keys:
        result["primary_key"] = keys[0]
        result["alternate_keys"] = keys[1:]
    return result


def number(value):
    return None if value is None or math.isnan(value) else float(value)


def numeric(frame, schema):
    result = frame.copy()
    for name, kind in schema.items():
        if kind == "datetime":
            missing = result[name].isna()
            result[name] = pd.to_numeric(result[name]).astype(float)
            result.loc[missing, name] = np.nan
    return result


def real_edges_score(real, synthetic, schema, one, two, separate):
    continuous = [name for name in (one, two) if schema[name] in CONTINUOUS]
    if len(continuous) != 1:
        return separate
    columns = [one, two]
    try:
        return number(ContingencySimilarity.compute(
            real[columns].copy(), synthetic[columns].copy(), continuous_column_names=continuous))
    except ValueError:
        return None


def quality(real, synthetic, schema, correlation, association):
    report = QualityReport()
    report.real_correlation_threshold = correlation
    report.real_association_threshold = association
    report.num_rows_subsample = None
    report.generate(real.copy(), synthetic.copy(), metadata(schema), verbose=False)
    return report


def property_score(report, name):
    frame = report.get_properties()
    return number(frame.loc[frame["Property"] == name, "Score"].iloc[0])


def expected(real, synthetic, schema):
    all_pairs = quality(real, synthetic, schema, 0, 0)
    # 0.29's own defaults, and thresholds too small to leave any pair out, which make it report how strong each pair is.
    default = quality(real, synthetic, schema, 0.5, 0.3)
    strengths = quality(real, synthetic, schema, 1e-300, 1e-300)
    shapes = all_pairs.get_details("Column Shapes")
    pairs = all_pairs.get_details("Column Pair Trends")
    strong = strengths.get_details("Column Pair Trends")
    as_numbers = numeric(real, schema), numeric(synthetic, schema)
    rows = []
    for row, strength in zip(pairs.to_dict("records"), strong.to_dict("records")):
        score = number(row["Score"])
        one, two = row["Column 1"], row["Column 2"]
        correlation = row["Metric"] == "CorrelationSimilarity"
        rows.append([
            one, two, row["Metric"], score,
            real_edges_score(*as_numbers, schema, one, two, score),
            number(strength["Real Correlation"] if correlation else strength["Real Association"]),
        ])
    diagnostic = DiagnosticReport()
    diagnostic.generate(real.copy(), synthetic.copy(), metadata(schema), verbose=False)
    validity = diagnostic.get_details("Data Validity")
    return {
        "column_shapes": [[r["Column"], r["Metric"], number(r["Score"])] for r in shapes.to_dict("records")],
        "column_pair_trends": rows,
        "data_validity": [[r["Column"], r["Metric"], number(r["Score"])] for r in validity.to_dict("records")],
        "totals": {
            "column_shapes": property_score(all_pairs, "Column Shapes"),
            "column_pair_trends": property_score(all_pairs, "Column Pair Trends"),
            "quality": number(all_pairs.get_score()),
            "column_pair_trends_related": property_score(default, "Column Pair Trends"),
            "quality_related": number(default.get_score()),
            "data_validity": property_score(diagnostic, "Data Validity"),
            "data_structure": property_score(diagnostic, "Data Structure"),
            "diagnostic": number(diagnostic.get_score()),
        },
    }


def write(name, frame):
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as out:
        out.write(frame.to_csv(index=False, lineterminator="\n").encode())
    (OUT / name).write_bytes(buffer.getvalue())


def perturbed(frame, schema, random):
    """Rows drawn with replacement, numbers shaken beyond their range, labels swapped and invented, cells emptied."""
    out = frame.iloc[random.integers(0, len(frame), len(frame))].reset_index(drop=True)
    n = len(out)
    for name, kind in schema.items():
        column = out[name].copy()
        filled = column.notna()
        if kind in ("integer", "decimal"):
            values = column.astype(float)
            noise = random.normal(0, values.std() * 0.3, n)
            digits = 0 if kind == "integer" else 3
            shaken = (values + noise).round(digits)
            column = shaken.map(lambda v: v if pd.isna(v) else (str(int(v)) if digits == 0 else repr(float(v))))
        elif kind == "datetime":
            moved = pd.to_datetime(column) + pd.to_timedelta(random.integers(-200_000, 400_000, n), unit="s")
            column = moved.dt.strftime("%Y-%m-%d %H:%M:%S")
        else:
            swap = random.random(n) < 0.2
            column[swap] = random.permutation(column.to_numpy())[swap]
            if kind == "categorical":
                column[filled & (random.random(n) < 0.02)] = "Brand new " + name
        column[random.random(n) < 0.05] = np.nan
        out[name] = column
    return out


def edge_tables(random):
    n = 240

    def table(real):
        seed = 0 if real else 1
        ids = [f"k{seed}-{i}" for i in range(n)]
        codes = [f"c{i}" for i in range(n)]
        if not real:
            ids[10] = ids[9]
            ids[11] = ids[9]
            codes[5] = None
            codes[6] = None
            codes[7] = codes[8]
        when = pd.Timestamp("2024-02-29 12:00:00") + pd.to_timedelta(random.integers(0, 9_000_000, n), unit="s")
        when = pd.Series(when.strftime("%Y-%m-%d %H:%M:%S"))
        when[random.random(n) < 0.1] = np.nan
        day = pd.Series((pd.Timestamp("1890-05-01") + pd.to_timedelta(random.integers(0, 50_000, n), unit="D")).strftime("%Y-%m-%d"))
        flag = pd.Series(random.choice(["true", "false"], n), dtype=object)
        flag[random.random(n) < 0.15] = np.nan
        two = np.full(n, np.nan)
        two[[3, 17]] = [4, 9] if real else [9, 4]
        sparse = np.where(random.random(n) < 0.9, np.nan, random.integers(0, 5, n))
        label = pd.Series(random.choice(["a", "b", "c", "NA", "None", "ünï,code", "0", "1"], n), dtype=object)
        late = pd.Series(random.choice(["x", "y"], n), dtype=object)
        late_number = random.normal(5, 2, n).round(2)
        if not real:
            late[random.random(n) < 0.1] = np.nan
            late_number = np.where(random.random(n) < 0.1, np.nan, late_number)
        whole = lambda values: [None if np.isnan(v) else str(int(v)) for v in values]
        return pd.DataFrame({
            "id": ids, "code": codes, "constant": "2.5",
            "constant_in_synthetic": whole(random.integers(0, 4, n).astype(float)) if real else "3",
            "all_null": None,
            "all_null_in_real": None if real else pd.Series(random.choice(["p", "q"], n)),
            "one_category": "only", "flag": flag, "flag_full": random.choice(["true", "false"], n, p=[0.9, 0.1]),
            "when": when, "day": day,
            "tiny": [repr(float(v)) for v in random.normal(0, 3e-15, n)],
            "huge": [repr(float(v)) for v in random.normal(1e15, 1e12, n)],
            "sparse": whole(sparse), "two_values": whole(two), "label": label, "null_only_in_synthetic": late,
            "number_null_only_in_synthetic": [None if np.isnan(v) else repr(float(v)) for v in late_number],
        })

    return table(True), table(False)


def main():
    warnings.simplefilter("ignore")
    OUT.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20261123)
    tables = {name: text_frame(DATA / f"{name}.csv.gz") for name in SCHEMAS if name != "edges"}
    cases = []

    def case(name, make, table, real_frame, synthetic_frame, **more):
        schema = SCHEMAS[table]
        print(name, len(real_frame), len(synthetic_frame), flush=True)
        cases.append({"name": name, "make": make, "table": table, **more,
                      **expected(typed(real_frame, schema), typed(synthetic_frame, schema), schema)})

    for name, frame in tables.items():
        case(f"{name}-halves", "halves", name, frame.iloc[0::2].reset_index(drop=True), frame.iloc[1::2].reset_index(drop=True))
    for name in ("taxis", "titanic", "penguins"):
        frame = tables[name]
        rotated = pd.DataFrame({c: np.roll(frame[c].to_numpy(), -37 * (j + 1)) for j, c in enumerate(frame.columns)})
        case(f"{name}-rotated", "rotated", name, frame, rotated)
    for name, rows in (("adult", 2500), ("diamonds", 2500), ("taxis", 2000), ("titanic", 891), ("penguins", 344)):
        real = tables[name].iloc[:rows]
        write(f"{name}-perturbed.csv.gz", perturbed(real, SCHEMAS[name], random))
        synthetic = text_frame(OUT / f"{name}-perturbed.csv.gz")
        case(f"{name}-perturbed", "files", name, real, synthetic, rows=rows, synthetic=f"{name}-perturbed.csv.gz")
    for part, frame in zip(("real", "synthetic"), edge_tables(random)):
        write(f"edges-{part}.csv.gz", frame)
    case("edges", "files", "edges", text_frame(OUT / "edges-real.csv.gz"), text_frame(OUT / "edges-synthetic.csv.gz"),
         real="edges-real.csv.gz", synthetic="edges-synthetic.csv.gz")

    document = {"sdmetrics": sdmetrics.__version__, "pandas": pd.__version__, "numpy": np.__version__,
                "schemas": SCHEMAS, "cases": cases}
    text = json.dumps(document, indent=None, separators=(",", ":"), allow_nan=False)
    (OUT / "expected.json").write_text(text.replace("],[", "],\n[").replace(',"cases"', ',\n"cases"') + "\n")


if __name__ == "__main__":
    main()
