#!/usr/bin/env python3
"""make-report-files.py DIR: a HAR of 5000 requests and a log of a million lines that share Ray IDs."""
import datetime, json, pathlib, sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
start = datetime.datetime(2026, 11, 22, 10)
entries = []
for n in range(5000):
    at = start + datetime.timedelta(milliseconds=n * 300)
    entries.append({
        "startedDateTime": at.isoformat(timespec="milliseconds") + "Z", "time": 50 + n % 90,
        "request": {
            "method": "GET", "url": f"https://www.shop.casefile.test/a/{n % 300}", "httpVersion": "h2", "headers": [],
            "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0},
        "response": {
            "status": 522 if n % 40 == 3 else 200, "statusText": "", "httpVersion": "h2", "cookies": [],
            "headers": [{"name": "cf-ray", "value": f"9f140b78{n:08x}-FRA"}],
            "content": {"size": 100, "mimeType": "text/html", "text": "x" * 100}, "redirectURL": "",
            "headersSize": -1, "bodySize": 100},
        "cache": {},
        "timings": {"blocked": 1, "dns": 0, "connect": 0, "ssl": 0, "send": 1, "wait": 40 + n % 90, "receive": 5}})
har = {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "pages": [], "entries": entries}}
(folder / "big.har").write_text(json.dumps(har))
with open(folder / "big.log", "w") as log:
    for n in range(1_000_000):
        second = n * 3600 // 1_000_000
        status = 502 if n % 997 == 0 else 499 if n % 499 == 0 else 200
        ray = f"9f140b78{n // 200:08x}" if n % 200 == 0 else f"9a{n:014x}"
        log.write(
            f"203.0.{n % 250}.{n % 200} - - [22/Nov/2026:{10 + second // 3600:02d}:{second % 3600 // 60:02d}:{second % 60:02d} +0000] "
            f'"GET /a/{n % 300} HTTP/1.1" {status} 512 "-" "Mozilla/5.0" "{ray}-FRA"\n')
