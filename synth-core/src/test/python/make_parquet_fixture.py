"""Writes data/pyarrow.parquet: what pyarrow makes of each type that a table may have. Run with pyarrow 26 from src/test."""

import datetime as dt
import decimal

import pyarrow as pa
import pyarrow.parquet as pq

rows = range(40)
start = dt.datetime(2026, 1, 1, 12)
table = pa.table(
    {
        "whole": pa.array([None if i % 7 == 0 else i * 3 for i in rows], pa.int64()),
        "unsigned": pa.array([4_000_000_000 + i for i in rows], pa.uint32()),
        "single": pa.array([i / 8 for i in rows], pa.float32()),
        "number": pa.array([float("nan") if i % 11 == 0 else i * 0.1 for i in rows], pa.float64()),
        "money": pa.array([decimal.Decimal(i) / 100 for i in rows], pa.decimal128(10, 2)),
        "flag": pa.array([i % 2 == 0 for i in rows]),
        "label": pa.array([["Größe", "林", "x"][i % 3] for i in rows]).dictionary_encode(),
        "day": pa.array([dt.date(2026, 1, 1) + dt.timedelta(days=i) for i in rows]),
        "clock": pa.array([start + dt.timedelta(hours=i) for i in rows], pa.timestamp("ns")),
        "instant": pa.array(
            [(start + dt.timedelta(hours=i, milliseconds=120)).replace(tzinfo=dt.timezone.utc) for i in rows],
            pa.timestamp("us", tz="Europe/Oslo"),
        ),
        "void": pa.nulls(len(rows)),
    }
)
pq.write_table(table, "resources/data/pyarrow.parquet", compression="zstd", row_group_size=15)
