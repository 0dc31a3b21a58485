#!/usr/bin/env python3
"""Counts the lines of a log by status with duckdb: duckdb-count.py LOG"""
import sys

import duckdb

print(
    duckdb.sql(
        f"""SELECT regexp_extract(line, '" ([0-9]{{3}}) ', 1), count(*)
        FROM read_csv('{sys.argv[1]}', columns={{'line': 'VARCHAR'}}, delim='\x01', header=false, quote='', escape='',
                      auto_detect=false) GROUP BY 1"""
    ).fetchall()
)
