#!/usr/bin/env python3
"""Writes the files the benchmarks read: DIR/browse.har, DIR/visits.log, DIR/page.txt.

  make-files.py DIR [MEGABYTES]     100 of each by default; the same bytes in every run

The HAR has what a browser's has: documents, scripts and style sheets as text, JSON with tokens, images as base64,
headers and cookies on every entry. Every entry holds secrets that have to be found.
"""
import base64
import json
import pathlib
import random
import sys

draw = random.Random(20261123)
SYLLABLES = "ka lo mi tu re sa no vi da pe ro li ma te so ne fu ga".split()
HOST = "https://shop.example.com"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"


def word():
    return "".join(draw.choices(SYLLABLES, k=draw.randint(2, 4)))


VOCABULARY = [word() for _ in range(600)]


def pick():
    return draw.choice(VOCABULARY)


def token(length):
    return "".join(draw.choices("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=length))


def script_line():
    a, b, c, d = pick(), pick(), pick(), pick()
    return f'export function {a}{draw.randint(1, 999)}({b}, options) {{\n  const {c} = options["{d}"] ?? {b}.{a};\n' \
        f'  return {c} ? {b}.map((item) => item.{d}) : "{a} {b}";\n}}\n'


def style_line():
    return f'.{pick()}-{pick()} > .{pick()} {{ margin: {draw.randint(0, 40)}px; color: #{draw.getrandbits(24):06x}; ' \
        f'background: url("/assets/{pick()}.{draw.getrandbits(32):08x}.svg") }}\n'


def page_line():
    return f'<section class="{pick()} {pick()}" id="{pick()}-{draw.randint(1, 99999)}"><h2>{pick().title()}</h2>' \
        f'<p>{" ".join(pick() for _ in range(14))} &amp; {pick()} – {pick()}.</p><a href="/{pick()}/{pick()}?page=' \
        f'{draw.randint(1, 99)}">{pick()}</a></section>\n'


def pool(line, size):
    lines, total = [], 0
    while total < size:
        lines.append(line())
        total += len(lines[-1])
    return "".join(lines)


SCRIPTS, STYLES, PAGES = pool(script_line, 2_000_000), pool(style_line, 1_000_000), pool(page_line, 2_000_000)


def piece(text, low, high):
    length = draw.randint(low, high)
    start = draw.randrange(len(text) - length)
    return text[start:start + length]


def body(kind):
    if kind == 0:
        return "text/html; charset=utf-8", {"text": piece(PAGES, 8_000, 80_000)}
    if kind <= 3:
        return "application/javascript", {"text": piece(SCRIPTS, 10_000, 120_000)}
    if kind <= 5:
        return "text/css", {"text": piece(STYLES, 5_000, 50_000)}
    if kind <= 7:
        rows = [{"id": draw.getrandbits(31), "name": pick(), "title": " ".join((pick(), pick())),
                 "price": draw.randint(100, 99999) / 100, "tags": [pick(), pick()]} for _ in range(draw.randint(5, 60))]
        return "application/json", {"text": json.dumps({"access_token": token(43), "items": rows})}
    data = base64.b64encode(draw.randbytes(draw.randint(3_000, 40_000))).decode()
    return "image/webp", {"text": data, "encoding": "base64"}


def entry(number):
    mime, content = body(draw.randrange(10))
    url = f"{HOST}/{pick()}/{pick()}?page={draw.randint(1, 50)}&ref={pick()}"
    session, second = token(32), number // 20
    headers = {
        ":method": "GET", ":path": url[len(HOST):], "accept": "*/*", "accept-language": "en-GB,en;q=0.9",
        "cookie": f"session_id={session}; theme=dark; cart={token(16)}", "referer": HOST + "/", "user-agent": AGENT,
    }
    answers = {
        "content-type": mime, "cache-control": "public, max-age=600", "cf-cache-status": draw.choice(["HIT", "MISS"]),
        "cf-ray": f"{draw.getrandbits(64):016x}-FRA", "date": "Mon, 23 Nov 2026 08:00:00 GMT", "server": "cloudflare",
        "etag": f'"{draw.getrandbits(64):x}"', "set-cookie": f"visit={token(24)}; Path=/; HttpOnly",
    }
    size = len(content["text"])
    return {
        "startedDateTime": f"2026-11-23T08:{second // 60 % 60:02}:{second % 60:02}.{number % 1000:03}Z",
        "time": draw.randint(10, 900), "request": {
            "method": "GET", "url": url, "httpVersion": "http/2.0", "headersSize": -1, "bodySize": 0,
            "headers": [{"name": name, "value": value} for name, value in headers.items()],
            "cookies": [{"name": "session_id", "value": session}, {"name": "theme", "value": "dark"}],
            "queryString": [{"name": "page", "value": "1"}]},
        "response": {
            "status": draw.choice([200] * 20 + [304, 404, 522]), "statusText": "", "httpVersion": "http/2.0",
            "headers": [{"name": name, "value": value} for name, value in answers.items()], "cookies": [],
            "content": {"size": size, "mimeType": mime, **content}, "redirectURL": "", "headersSize": -1,
            "bodySize": size},
        "cache": {}, "serverIPAddress": "203.0.113.7",
        "timings": {"dns": 1, "connect": 12, "ssl": 8, "send": 0, "wait": draw.randint(5, 500), "receive": 3}}


def write_har(path, size):
    head = {"version": "1.2", "creator": {"name": "benchmark", "version": "1"}, "pages": []}
    with open(path, "w", encoding="utf-8") as file:
        written = file.write('{"log": ' + json.dumps(head)[:-1] + ', "entries": [\n')
        number = 0
        while written < size:
            text = json.dumps(entry(number), indent=2 if number % 2 else None, ensure_ascii=False)
            written += file.write((",\n" if number else "") + text)
            number += 1
        file.write("]}}\n")


def write_log(path, size):
    with open(path, "w", encoding="utf-8") as file:
        written = number = 0
        while written < size:
            number += 1
            query = f"?session={token(24)}&page={number % 90}" if number % 9 == 0 else ""
            address = f"198.51.{draw.randrange(256)}.{draw.randrange(256)}"
            second = number // 40
            clock = f"23/Nov/2026:{8 + second // 3600 % 12:02}:{second // 60 % 60:02}:{second % 60:02} +0000"
            written += file.write(
                f'{address} - - [{clock}] "GET /{pick()}/{pick()}{query} HTTP/1.1" '
                f'{draw.choice([200] * 30 + [304, 404, 502])} {draw.randint(200, 90_000)} "{HOST}/" "{AGENT}"\n')


def write_text(path, size):
    with open(path, "w", encoding="utf-8") as file:
        written = 0
        while written < size:
            part = piece(draw.choice([PAGES, SCRIPTS, STYLES]), 2_000, 20_000)
            written += file.write(part + f"\nAuthorization: Bearer {token(40)}\n")


directory = pathlib.Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
bytes_each = int(sys.argv[2] if len(sys.argv) > 2 else 100) * 1_000_000
write_har(directory / "browse.har", bytes_each)
write_log(directory / "visits.log", bytes_each)
write_text(directory / "page.txt", bytes_each)
