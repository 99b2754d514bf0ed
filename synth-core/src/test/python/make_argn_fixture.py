"""Pins what PyTorch makes of the training of io.inferloop.tabular.core.synthesis.argn.

    python3 -m venv venv && venv/bin/pip install torch==2.13.0 numpy==2.4.6
    venv/bin/python make_argn_fixture.py

Writes `parity.json` into ../resources/io/inferloop/tabular/core/synthesis/argn: a network with random parameters, random tokens and six
steps of orders, batches and masks, and the losses and parameters after them by PyTorch's own autograd, cross entropy and AdamW, in
float64. The network is written down from its description in the Javadoc of ArgnNetwork and ArgnStep; the two programs share no code
and no random numbers but those in the file. Not part of the build: the file is committed.
"""

import json
import math
import pathlib

import numpy as np
import torch

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "io" / "inferloop" / "tabular" / "core" / "synthesis" / "argn"

# tokens, whether they are ordered, whether the last one stands for missing cells
COLUMNS = [(6, True, True), (4, False, False), (5, True, False), (3, False, True)]
EMBEDDING, HIDDEN, WAVES = 3, 4, 16
ROWS, BATCH, STEPS = 20, 8, 6
DROPOUT, WEIGHT_DECAY = 0.25, 0.01
RATES = [0.002, 0.004, 0.01, 0.009, 0.006, 0.002]
UNKNOWN = -1


def wave_table(count, ordered, has_missing):
    """[tokens, WAVES]: cosines of rising frequency over the tokens that have a place; nothing for the others."""
    placed = (count - 1 if has_missing else count) if ordered else 0
    return np.array([
        [math.cos(math.pi * (k + 1) * (token + 0.5) / placed) / math.sqrt(k + 1) if token < placed else 0.0
         for k in range(WAVES)] for token in range(count)])


def main():
    random = np.random.default_rng(20261124)
    counts = [column[0] for column in COLUMNS]
    columns, tokens_of_all = len(COLUMNS), sum(counts)
    offsets = np.concatenate([[0], np.cumsum(counts)[:-1]])
    ordered = [i for i, column in enumerate(COLUMNS) if column[1]]
    shapes = {
        "embeddings": (tokens_of_all, EMBEDDING),
        "regressors": (columns * EMBEDDING, columns * HIDDEN),
        "thresholds": (1, columns * HIDDEN),
        "heads": (tokens_of_all, HIDDEN),
        "waves": (len(ordered) * WAVES, HIDDEN),
        "biases": (1, tokens_of_all),
    }
    initial = {name: random.normal(0, 0.5, shape) for name, shape in shapes.items()}
    tokens = np.stack([random.integers(0, count, ROWS) for count in counts], axis=1)
    tokens[random.random((ROWS, columns)) < 0.1] = UNKNOWN
    steps = [{
        "rows": random.permutation(ROWS)[:BATCH],
        "order": np.arange(columns) if step % 2 == 0 else random.permutation(columns),
        "seen": random.random((BATCH, columns * EMBEDDING)) >= DROPOUT,
        "rate": RATES[step],
    } for step in range(STEPS)]

    torch.set_default_dtype(torch.float64)
    state = {name: torch.nn.Parameter(torch.tensor(value)) for name, value in initial.items()}
    waves = [torch.tensor(wave_table(*column)) for column in COLUMNS]
    optimizer = torch.optim.AdamW([
        {"params": [state[name] for name in ("embeddings", "regressors", "heads", "waves")], "weight_decay": WEIGHT_DECAY},
        {"params": [state[name] for name in ("thresholds", "biases")], "weight_decay": 0.0},
    ], lr=1.0, betas=(0.9, 0.999), eps=1e-8)

    losses = []
    for step in steps:
        batch = torch.tensor(tokens[step["rows"]])
        seen = torch.tensor(step["seen"]) / (1 - DROPOUT)
        order = step["order"]
        inputs = []
        for i in range(columns):
            known = (batch[:, i] >= 0).double().unsqueeze(1)
            found = state["embeddings"][batch[:, i].clamp(min=0) + int(offsets[i])]
            inputs.append(found * known * seen[:, i * EMBEDDING:(i + 1) * EMBEDDING])
        loss = torch.zeros(())
        for j in range(columns):
            units = state["thresholds"][0, j * HIDDEN:(j + 1) * HIDDEN].expand(BATCH, HIDDEN)
            for i in range(columns):
                if order[i] < order[j]:
                    units = units + inputs[i] @ state["regressors"][
                        i * EMBEDDING:(i + 1) * EMBEDDING, j * HIDDEN:(j + 1) * HIDDEN]
            first, count = int(offsets[j]), counts[j]
            head = state["heads"][first:first + count]
            if j in ordered:
                own = ordered.index(j) * WAVES
                head = head + waves[j] @ state["waves"][own:own + WAVES]
            logits = torch.relu(units) @ head.T + state["biases"][0, first:first + count]
            loss = loss + torch.nn.functional.cross_entropy(logits, batch[:, j], ignore_index=UNKNOWN, reduction="sum") / BATCH
        for group in optimizer.param_groups:
            group["lr"] = step["rate"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())

    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "parity.json").write_text(json.dumps({
        "made_by": "make_argn_fixture.py with torch " + torch.__version__.split("+")[0],
        "columns": [{"tokens": count, "ordered": is_ordered, "has_missing": missing} for count, is_ordered, missing in COLUMNS],
        "embedding": EMBEDDING,
        "hidden": HIDDEN,
        "batch": BATCH,
        "dropout": DROPOUT,
        "weight_decay": WEIGHT_DECAY,
        "tokens": tokens.tolist(),
        "steps": [{"rows": step["rows"].tolist(), "order": [int(place) for place in step["order"]],
                   "seen": "".join("1" if cell else "0" for cell in step["seen"].ravel()), "rate": step["rate"]}
                  for step in steps],
        "initial": {name: value.ravel().tolist() for name, value in initial.items()},
        "losses": losses,
        "trained": {name: value.detach().numpy().ravel().tolist() for name, value in state.items()},
    }, indent=None, separators=(",", ":")) + "\n")
    print(losses)


if __name__ == "__main__":
    main()
