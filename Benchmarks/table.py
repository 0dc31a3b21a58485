#!/usr/bin/env python3
"""Prints what was measured: table.py TIMES.json MEMORY MEGABYTES"""
import json
import os
import sys

with open(sys.argv[1]) as file:
    results = json.load(file)["results"]
with open(sys.argv[2]) as file:
    memory = [int(line) / 1024 for line in file]
size = float(sys.argv[3])
peers = {name: next(r["mean"] for r in results if r["command"] == name)
         for name in ("jq", "orjson.loads", "Node JSON.parse")}

with open("/proc/cpuinfo") as file:
    model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
print(f"{size:.0f} MB a file; {model}, {os.cpu_count()} cores; mean of {len(results[0]['times'])} runs")
print(f"{'':24}{'seconds':>16}{'MB/s':>8}{'peak MB':>9}  " + "".join(f"{'vs ' + name:>20}" for name in peers))
for result, peak in zip(results, memory):
    mean = result["mean"]
    ratios = "".join(f"{peer / mean:>19.2f}x" for peer in peers.values())
    print(f"{result['command']:24}{mean:>8.3f} ± {result['stddev']:.3f}{size / mean:>8.0f}{peak:>9.0f}  {ratios}")
