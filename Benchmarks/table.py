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
mean = {result["command"]: result["mean"] for result in results}
json_peers = ("jq", "orjson.loads", "Node JSON.parse")
log_peers = ("goaccess, 1 core", "gawk, counts by status", "ripgrep, 100 fixed texts", "lnav, counts by status", "duckdb, counts by status", "zcat")

with open("/proc/cpuinfo") as file:
    model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "unknown")
print(f"{size:.0f} MB a file; {model}, {os.cpu_count()} cores; mean of {len(results[0]['times'])} runs")
for title, peers in (("HAR and text", json_peers), ("logs", log_peers)):
    print(f"\n{title:26}{'seconds':>16}{'MB/s':>8}{'peak MB':>9}  " + "".join(f"{'vs ' + name.split(',')[0]:>18}" for name in peers))
    for result, peak in zip(results, memory):
        name = result["command"]
        if name not in peers and (name in json_peers + log_peers or name.startswith("logs") != (title == "logs")):
            continue
        ratios = "".join(f"{mean[peer] / result['mean']:>17.2f}x" for peer in peers)
        speed = size / result["mean"]
        print(f"{name:26}{result['mean']:>8.3f} ± {result['stddev']:.3f}{speed:>8.0f}{peak:>9.0f}  {ratios}")
