#!/usr/bin/env python3
"""scripted-edge.py: a small CDN on loopback, for tests: an edge that really asks origins, and origins that fail in many ways.

A situation is a host name below site.test; ORIGINS says which origin the edge asks for it and how. What the edge answers follows from
what it meets there: refused 521, no connection 522, no TLS 525, a certificate it cannot accept 526, no answer 520, a late one 524.
Its connect timeout is 1.2 s instead of 19, its read timeout 3 s instead of 120. OWN holds answers it gives by itself.
Makes its own authority with openssl, prints one line a fact (`name value`), then `ready`; ends when standard input closes.
"""
import asyncio, datetime, email.utils, hashlib, json, os, shutil, socket, ssl, struct, subprocess, sys, tempfile

CONNECT_TIMEOUT, READ_TIMEOUT, HEADER_LIMIT = 1.2, 3, 128 << 10
folder = tempfile.mkdtemp(prefix="casefile-edge-")
ports = {}

# ---- certificates

def openssl(*words):
    subprocess.run(["openssl", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def certificate(name, names, days="90", authority="ca"):
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", f"{name}.key", "-subj", f"/CN={name}"]
    with open(f"{folder}/{name}.ext", "w") as f:
        f.write(f"subjectAltName={names}\n")
    if authority is None:
        openssl("req", "-x509", *key, "-out", f"{name}.crt", "-days", days, "-addext", f"subjectAltName={names}")
        return
    openssl("req", *key, "-out", f"{name}.csr")
    openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", days,
            "-extfile", f"{name}.ext", "-out", f"{name}.crt")


def certificates():
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "ca.key",
            "-out", "ca.crt", "-days", "90", "-subj", "/CN=Test Authority")
    certificate("edge", "DNS:site.test,DNS:*.site.test")
    certificate("good", "DNS:site.test,DNS:*.site.test")
    certificate("expired", "DNS:*.site.test", days="-1")
    certificate("other", "DNS:elsewhere.test")
    certificate("self", "DNS:*.site.test", authority=None)


def server_tls(name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{folder}/{name}.crt", f"{folder}/{name}.key")
    return context


def client_tls(mode):
    context = ssl.create_default_context(cafile=f"{folder}/ca.crt")
    if mode == "full":
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context

# ---- HTTP

async def head(reader):
    """The first line and the fields, lower case, of a message; None when there is none."""
    raw = await reader.readuntil(b"\r\n\r\n")
    first, *lines = raw.decode("latin-1").split("\r\n")
    fields = [line.split(":", 1) for line in lines if ":" in line]
    return first, [(name, value.strip()) for name, value in fields], len(raw)


def message(status, fields, body):
    lines = [f"HTTP/1.1 {status} {'OK' if status < 300 else 'Status'}"]
    lines += [f"{name}: {value}" for name, value in fields]
    return "\r\n".join(lines + [f"Content-Length: {len(body)}", "Connection: close", "", ""]).encode("latin-1") + body


def field(fields, name):
    return next((value for key, value in fields if key.lower() == name), None)


async def serve(name, handler, tls=None, at=("127.0.0.1", 0)):
    async def client(reader, writer):
        try:
            await asyncio.wait_for(handler(reader, writer), 30)
        except (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, asyncio.LimitOverrunError):
            pass
        writer.close()
    server = await asyncio.start_server(client, *at, ssl=tls, limit=HEADER_LIMIT)
    ports[name] = server.sockets[0].getsockname()[1]
    return server

# ---- origins

def log(host, line):
    """A log for each host, in the format whose last two fields are the Ray ID and the host."""
    with open(f"{folder}/{(host or 'none').split('.')[0]}.log", "a") as f:
        f.write(line + "\n")


def origin(status=200, fields=(), body=b"hello\n", wait=0.0, date=None, locked=False, answer=None):
    async def handle(reader, writer):
        first, asked, _ = await head(reader)
        await asyncio.sleep(wait)
        said = 403 if locked and field(asked, "cf-ray") is None else status
        ray = field(asked, "cf-ray")
        at = datetime.datetime.now(datetime.timezone.utc).strftime("%d/%b/%Y:%H:%M:%S +0000")
        log(field(asked, "host"), f'127.0.0.1 - - [{at}] "{first}" {said} {len(body)} "-" "-" {ray or "-"} {field(asked, "host")}')
        if answer is not None:
            writer.write(answer)
        else:
            now = email.utils.formatdate(usegmt=True) if date is None else email.utils.formatdate(
                datetime.datetime.now().timestamp() + date, usegmt=True)
            place = [(n, v.replace("HOST", field(asked, "host") or "")) for n, v in fields]
            writer.write(message(said, [("Date", now), ("Server", "origin"), ("Content-Type", "text/plain"), *place], body))
        await writer.drain()
    return handle


async def hang_up(reader, writer):
    """Takes the request and closes the connection without a word."""
    await head(reader)


async def no_tls(reader, writer):
    """Speaks HTTP alone, and says so to a handshake."""
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
    await writer.drain()


def black_hole():
    """A port on which nobody takes connections and whose queue is full: packets to it go unanswered."""
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.listen(0)
    held.append(s)
    for _ in range(4):
        c = socket.socket()
        c.setblocking(False)
        c.connect_ex(s.getsockname())
        held.append(c)
    return s.getsockname()[1]


def closed():
    """A port that is taken and on which nobody listens."""
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    held.append(s)
    return s.getsockname()[1]


held = []

# Host: origin's port name, SSL mode of the edge.
ORIGINS = {
    "well": ("good", "strict"), "locked": ("locked", "strict"), "refused": ("closed", "strict"),
    "blocked-edge": ("closed", "strict"), "timeout": ("hole", "strict"), "timeout-edge": ("hole", "strict"),
    "no-answer": ("hang-up", "strict"), "big-headers": ("big-headers", "strict"), "late": ("late", "strict"),
    "no-tls": ("no-tls", "strict"), "expired": ("expired", "strict"), "self-signed": ("self", "strict"),
    "wrong-name": ("other", "strict"), "error-500": ("error-500", "strict"), "error-503": ("error-503", "strict"),
    "passing-502": ("error-502", "strict"), "loop": ("to-https", "flexible"), "skewed": ("skewed", "strict"),
    "dynamic": ("good", "strict"), "hit": ("good", "strict"), "www": ("good", "strict"), "site.test": ("closed", "strict"),
    "plain-only": ("good", "strict"), "sometimes": ("good", "strict"), "logged": ("late", "strict"),
    "dns-only": ("good", "strict"), "gone": ("good", "strict"), "broken": ("good", "strict"),
}

# Host: status and number of an answer the edge gives by itself.
OWN = {
    "rule": (403, 1020), "rate": (429, 1015), "country": (403, 1009), "itself": (403, 1000), "cross-account": (403, 1014),
    "no-origin": (530, 1016), "tunnel": (530, 1033), "placeholder": (409, 1001),
}

# ---- the edge

counts = {}


def ray(host, first, asked):
    """The same request has the same Ray ID in every run; its repetitions count up."""
    key = "\n".join([host, first, field(asked, "accept") or "", field(asked, "accept-encoding") or ""])
    counts[key] = counts.get(key, 0) + 1
    return "9f" + hashlib.sha256(f"{key}{counts[key]}".encode()).hexdigest()[:14] + "-FRA"


def error_page(status, number, asked, ray_id):
    code = number or status
    if "problem+json" in (field(asked, "accept") or ""):
        category = {521: "origin", 522: "origin", 525: "ssl", 526: "ssl"}.get(status, "origin" if status >= 520 else "access")
        body = json.dumps({"cloudflare_error": True, "status": status, "error_code": code, "error_category": category, "ray_id": ray_id})
        return "application/problem+json", body.encode()
    return "text/html", f"<html><title>Error {code}</title><h1>Error {code}</h1><p>Ray ID: {ray_id[:16]}</p></html>".encode()


def full(host):
    return host if host.endswith("site.test") else f"{host}.site.test"


async def fetch(host, first, asked, ray_id):
    """What the origin answers: status, fields, body; or the number of the error that keeps it from doing so."""
    name, mode = ORIGINS[host]
    tls = None if mode == "flexible" else client_tls(mode)
    try:
        connection = socket.socket()
        connection.setblocking(False)
        await asyncio.wait_for(
            asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", ports[name])), CONNECT_TIMEOUT)
    except asyncio.TimeoutError:
        return 522
    except ConnectionRefusedError:
        return 521
    try:
        reader, writer = await asyncio.open_connection(
            sock=connection, ssl=tls, server_hostname=full(host) if tls else None, limit=HEADER_LIMIT)
    except ssl.SSLCertVerificationError:
        return 526
    except (ssl.SSLError, ConnectionError):
        return 525
    try:
        method, target, _ = first.split(" ", 2)
        lines = [f"{method} {target} HTTP/1.1", f"Host: {full(host)}", f"CF-Ray: {ray_id}", "Connection: close", "", ""]
        writer.write("\r\n".join(lines).encode())
        line, fields, _ = await asyncio.wait_for(head(reader), READ_TIMEOUT)
        body = await asyncio.wait_for(reader.read(1 << 20), READ_TIMEOUT)
        return int(line.split(" ")[1]), fields, body
    except asyncio.TimeoutError:
        return 524
    except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, ssl.SSLError):
        return 520
    finally:
        writer.close()


def edge(scheme):
    async def handle(reader, writer):
        first, asked, _ = await head(reader)
        host = (field(asked, "host") or "").split(":")[0].removesuffix(".site.test")
        ray_id = ray(host, first, asked)
        marks = [("Date", email.utils.formatdate(usegmt=True)), ("Server", "cloudflare"), ("CF-Ray", ray_id)]
        target = first.split(" ")[1]

        def say(status, more, body):
            writer.write(message(status, marks + more, body))

        if target == "/cdn-cgi/trace":
            now = datetime.datetime.now().timestamp()
            say(200, [("Content-Type", "text/plain")], f"fl=1\nh={full(host)}\nip=203.0.113.7\nts={now:.3f}\ncolo=FRA\nhttp=http/1.1\n".encode())
        elif host == "challenge":
            say(403, [("Content-Type", "text/html"), ("CF-Mitigated", "challenge")], b"<title>Just a moment...</title>")
        elif host in OWN:
            status, number = OWN[host]
            kind, body = error_page(status, number, asked, ray_id)
            say(status, [("Content-Type", kind)], body)
        elif host == "plain-only" and scheme == "https":
            kind, body = error_page(521, None, asked, ray_id)
            say(521, [("Content-Type", kind)], body)
        elif host == "sometimes" and counts["samples"] % 3 == 2:
            counts["samples"] += 1
            kind, body = error_page(520, None, asked, ray_id)
            say(520, [("Content-Type", kind)], body)
        else:
            if host == "sometimes":
                counts["samples"] += 1
            answer = await fetch(host, first, asked, ray_id)
            if isinstance(answer, int):
                kind, body = error_page(answer, None, asked, ray_id)
                say(answer, [("Content-Type", kind)], body)
            else:
                status, fields, body = answer
                cache = {"hit": "HIT", "dynamic": "DYNAMIC"}.get(host)
                kept = [(n, v) for n, v in fields if n.lower() not in ("date", "server", "content-length", "connection")]
                say(status, kept + ([("CF-Cache-Status", cache)] if cache else []), body)
        await writer.drain()
    return handle

# ---- names

def answer_name(query):
    """One answer of a name server that knows a few names of site.test."""
    place, labels = 12, []
    while query[place]:
        labels.append(query[place + 1:place + 1 + query[place]].decode("latin-1").lower())
        place += 1 + query[place]
    kind = struct.unpack(">H", query[place + 1:place + 3])[0]
    question = query[12:place + 5]
    host = ".".join(labels).removesuffix(".site.test")
    code, records = 0, []

    def wire(name):
        return b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0"

    def record(owner, number, data):
        records.append(owner + struct.pack(">HHIH", number, 1, 60, len(data)) + data)

    if host == "gone":
        code = 3
    elif host == "broken":
        code = 2
    elif host == "no-origin":
        record(b"\xc0\x0c", 5, wire("nowhere.invalid"))
        code = 3
    elif kind == 1 and host == "dns-only":
        record(b"\xc0\x0c", 1, bytes([203, 0, 113, 7]))
    elif kind == 1:
        record(b"\xc0\x0c", 1, bytes([104, 16, 0, 1]))
    return query[:2] + struct.pack(">HHHHH", 0x8580 | code, 1, len(records), 0, 0) + question + b"".join(records)


class Names(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        try:
            self.transport.sendto(answer_name(data), address)
        except (IndexError, struct.error):
            pass


async def main():
    certificates()
    counts["samples"] = 0
    good = server_tls("good")
    servers = [
        await serve("edge", edge("https"), server_tls("edge")), await serve("edge-http", edge("http")),
        await serve("good", origin(), good), await serve("locked", origin(locked=True), good),
        await serve("no-tls", no_tls), await serve("hang-up", hang_up, good),
        await serve("big-headers", origin(fields=[(f"X-Filler-{n}", "f" * 4000) for n in range(40)]), good),
        await serve("late", origin(wait=4), good), await serve("later", origin(wait=5), good),
        await serve("expired", origin(), server_tls("expired")), await serve("self", origin(), server_tls("self")),
        await serve("other", origin(), server_tls("other")),
        await serve("error-500", origin(status=500, body=b"trace back\n"), good),
        await serve("error-503", origin(status=503, body=b"over capacity\n"), good),
        await serve("error-502", origin(status=502, body=b"bad gateway\n"), good),
        await serve("to-https", origin(status=301, fields=[("Location", "https://HOST/")])),
        await serve("skewed", origin(date=-600), good),
    ]
    # With the ports of the web, where they may be taken: what goes from one scheme to the other needs both.
    try:
        servers += [
            await serve("whole-edge", edge("https"), server_tls("edge"), ("127.77.0.1", 443)),
            await serve("whole-edge-http", edge("http"), None, ("127.77.0.1", 80)),
            await serve("whole-origin", origin(), good, ("127.77.0.2", 443)),
            await serve("whole-origin-http", origin(status=301, fields=[("Location", "https://HOST/")]), None, ("127.77.0.2", 80)),
        ]
    except OSError:
        ports.pop("whole-edge", None)
    ports["hole"], ports["closed"] = black_hole(), closed()
    names, _ = await asyncio.get_running_loop().create_datagram_endpoint(Names, local_addr=("127.0.0.1", 0))
    ports["names"] = names.get_extra_info("sockname")[1]
    for name, port in ports.items():
        print(name, port)
    print("authority", f"{folder}/ca.crt")
    open(f"{folder}/logged.log", "w").close()
    print("log", f"{folder}/logged.log")
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


try:
    asyncio.run(main())
finally:
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)
