#!/usr/bin/env python3
"""Runs a published Python engine on a table for `infra/benchmarks/run quality --peer NAME`, with its default settings.

    python3 peers.py NAME TABLE.csv ROWS SEED OUT.csv COST.json

NAME: sdv_gaussian_copula, sdv_ctgan, sdv_tvae (pip install 'sdv>=2') or mostlyai_argn (pip install mostlyai-engine).
Nothing in the build or the tests needs this script or what it imports.
"""

import json
import os
import random
import resource
import sys
import tempfile
import time


def seed_everything(seed):
    import numpy
    import torch

    random.seed(seed)
    numpy.random.seed(seed % 2**32)
    torch.manual_seed(seed)


def sdv(synthesizer_name, table, rows):
    import sdv.single_table
    from sdv.metadata import Metadata

    tables = {"table": table}
    synthesizer = getattr(sdv.single_table, synthesizer_name)(Metadata.detect_from_dataframes(tables))

    def fit():
        synthesizer.fit(tables)

    def sample():
        made = synthesizer.sample(rows)
        return made["table"] if isinstance(made, dict) else made

    return fit, sample


def mostlyai(table, rows):
    from mostlyai import engine

    workspace = tempfile.TemporaryDirectory()
    folder = workspace.name

    def fit():
        engine.split(workspace_dir=folder, tgt_data=table, model_type="TABULAR")
        engine.analyze(workspace_dir=folder)
        engine.encode(workspace_dir=folder)
        engine.train(workspace_dir=folder)

    def sample():
        import pandas

        engine.generate(workspace_dir=folder, sample_size=rows)
        made = pandas.read_parquet(os.path.join(folder, "SyntheticData"))
        workspace.cleanup()
        return made

    return fit, sample


PEERS = {
    "sdv_gaussian_copula": lambda table, rows: sdv("GaussianCopulaSynthesizer", table, rows),
    "sdv_ctgan": lambda table, rows: sdv("CTGANSynthesizer", table, rows),
    "sdv_tvae": lambda table, rows: sdv("TVAESynthesizer", table, rows),
    "mostlyai_argn": mostlyai,
}


def main(name, table_file, rows, seed, out_file, cost_file):
    import pandas

    if name not in PEERS:
        sys.exit(f"There is no peer '{name}'; there are {', '.join(PEERS)}")
    seed_everything(int(seed))
    fit, sample = PEERS[name](pandas.read_csv(table_file), int(rows))
    begin, cpu = time.monotonic(), time.process_time()
    fit()
    fitted, fit_cpu = time.monotonic(), time.process_time() - cpu
    made = sample()
    made.to_csv(out_file, index=False)
    cost = {
        "fit_seconds": fitted - begin,
        "fit_cpu_seconds": fit_cpu,
        "sample_seconds": time.monotonic() - fitted,
        "peak_mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    with open(cost_file, "w", encoding="utf-8") as out:
        json.dump(cost, out)


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    main(*sys.argv[1:])
