"""Samples a fitted model with nothing but ONNX Runtime, NumPy and the standard library.

    python sample_artifact.py MODEL_DIR ROWS SEED OUT.csv [COLUMN=VALUE ...]

MODEL_DIR holds model.onnx and model.json, the outputs of a generation or training job. Every row has each VALUE in its COLUMN (a
category, true or false, a number, ISO 8601 for a point in time, nothing for a missing cell), and its other columns follow.
"""

import csv
import json
import pathlib
import sys
import uuid
from datetime import datetime, timedelta, timezone

import numpy as np
import onnxruntime

MISSING_TIME = np.iinfo(np.int64).min
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def keys(recipe, rows, random):
    """Key columns are not learned: they are made from the row's number, so every one is new."""
    if recipe["kind"] == "counting":
        return [str(recipe["first"] + row) for row in range(rows)]
    if recipe["kind"] == "uuid":
        made = [str(uuid.UUID(bytes=random.bytes(16), version=4)) for _ in range(rows)]
        return [key.upper() for key in made] if recipe["upperCase"] else made
    if recipe["kind"] == "composed":
        return composed(recipe, rows, random)
    seen = set()
    return [fresh(lambda: characters(recipe["shape"], random), seen) for _ in range(rows)]


CLASSES = {
    "0": "0123456789",
    "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "a": "abcdefghijklmnopqrstuvwxyz",
    "H": "0123456789ABCDEF",
    "h": "0123456789abcdef",
}


def composed(recipe, rows, random):
    """Keys and personal data: rows share the values of a pool, or have one of their own, in one of several forms."""
    seen, pools = set(), {}

    def new():
        form = recipe["forms"][random.choice(len(recipe["forms"]), p=shares(recipe["forms"]))]
        return fresh(lambda: checked("".join(part(it, random) for it in form["parts"]), form["check"]), seen)

    made = []
    for pool in random.choice(len(recipe["repeats"]), rows, p=shares(recipe["repeats"])):
        if random.random() < recipe["missingShare"]:
            made.append("")
        elif recipe["repeats"][pool]["values"] == 0:
            made.append(new())
        else:
            value = (pool, random.integers(recipe["repeats"][pool]["values"]))
            if value not in pools:
                pools[value] = new()
            made.append(pools[value])
    return made


def shares(items):
    weights = np.array([item["share"] for item in items])
    return weights / weights.sum()


def part(it, random):
    return it["words"][random.integers(len(it["words"]))] if it["kind"] == "words" else characters(it["shape"], random)


def characters(shape, random):
    text, literal = "", False
    for c in shape:
        if c == "\\" and not literal:
            literal = True
        elif c in CLASSES and not literal:
            text += CLASSES[c][random.integers(len(CLASSES[c]))]
        else:
            text, literal = text + c, False
    return text


def fresh(make, seen):
    """A text that is not among those seen; after some vain tries one with a number behind it."""
    for _ in range(100):
        text = make()
        if text not in seen:
            break
    text = text if text not in seen else f"{text}-{len(seen)}"
    seen.add(text)
    return text


def checked(text, check):
    """The text with its check digits: Luhn's as the last digit of a card, MOD 97-10 behind the country of an IBAN."""
    if check == "luhn":
        last = max(i for i, c in enumerate(text) if c.isdigit())
        digits = [int(c) for c in text[:last] if c.isdigit()][::-1]
        total = sum(sum(divmod(d * 2, 10)) if i % 2 == 0 else d for i, d in enumerate(digits))
        return text[:last] + str(-total % 10) + text[last + 1 :]
    if check == "iban":
        body = [c for c in text if c.isalnum()]
        number = "".join(str(int(c, 36)) for c in body[4:] + body[:2]) + "00"
        return text[:2] + f"{98 - int(number) % 97:02d}" + text[4:]
    return text


def output_name(columns, position):
    """Outputs are called as their columns, but for names that not every binding can pronounce."""
    names = [column["name"] for column in columns]
    if all(0 < ord(c) <= 0xFFFF for c in names[position]):
        return names[position]
    name = f"::{position}"
    while name in names:
        name += "#"
    return name


def input_name(columns, wanted):
    while wanted in [column["name"] for column in columns]:
        wanted += "#"
    return wanted


def given(model, conditions, rows):
    """The two inputs of a model that takes conditions: what is given, one column for each learned one, and where."""
    columns = [column for column in model["schema"]["columns"] if column["kind"] != "key"]
    if model.get("conditioning", {"kind": "none"})["kind"] == "none":
        if conditions:
            sys.exit("this model takes no conditions")
        return {}
    values, is_given = np.zeros((rows, len(columns))), np.zeros((rows, len(columns)), dtype=bool)
    names = [column["name"] for column in columns]
    for name, value in conditions.items():
        if name not in names:
            sys.exit(f"no column '{name}' to be given; there are {names}")
        at = names.index(name)
        values[:, at], is_given[:, at] = cell(columns[at], value), True
    all_columns = model["schema"]["columns"]
    return {input_name(all_columns, "given"): values, input_name(all_columns, "is_given"): is_given}


def cell(column, value):
    if value == "":
        return np.nan
    if column["kind"] == "categorical":
        if value not in column["categories"]:
            sys.exit(f"column '{column['name']}' has no category '{value}'; it has {column['categories']}")
        return column["categories"].index(value)
    if column["kind"] == "boolean":
        return float(value in (column["trueLabel"], "true"))
    if column["kind"] == "datetime":
        time = datetime.fromisoformat(value)
        return (time if time.tzinfo else time.replace(tzinfo=timezone.utc)).timestamp() * 1000
    return float(value)


def text(column, values):
    """The finished values of one output as the table's file writes them."""
    if column["kind"] == "numeric":
        return [number(value, column["decimals"], column["minDecimals"]) for value in values]
    if column["kind"] == "datetime":
        return ["" if v == MISSING_TIME else (EPOCH + timedelta(milliseconds=int(v))).isoformat() for v in values]
    return list(values)


def number(value, decimals, least):
    if np.isnan(value):
        return ""
    whole, _, fraction = f"{value:.{decimals}f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    return f"{whole}.{fraction}" if fraction else whole


def main(directory, rows, seed, out, conditions):
    directory = pathlib.Path(directory)
    model = json.loads((directory / "model.json").read_text(encoding="utf-8"))
    session = onnxruntime.InferenceSession(directory / "model.onnx", providers=["CPUExecutionProvider"])
    random = np.random.default_rng(seed)
    columns = model["schema"]["columns"]
    learned = {column["name"]: output_name(columns, i) for i, column in enumerate(columns) if column["kind"] != "key"}
    noise = random.standard_normal((rows, model["noiseWidth"]), dtype=np.float32)
    inputs = {input_name(columns, "noise"): noise, **given(model, conditions, rows)}
    outputs = dict(zip(learned, session.run(list(learned.values()), inputs))) if learned else {}
    recipes = {recipe["column"]: recipe for recipe in model["keys"]}
    table = [
        keys(recipes[column["name"]], rows, random)
        if column["kind"] == "key"
        else text(column, outputs[column["name"]])
        for column in columns
    ]
    with open(out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column["name"] for column in columns)
        writer.writerows(zip(*table))


if __name__ == "__main__":
    main(
        sys.argv[1],
        int(sys.argv[2]),
        int(sys.argv[3]),
        sys.argv[4],
        dict(argument.split("=", 1) for argument in sys.argv[5:]),
    )
