#!/usr/bin/env python3
"""http-origin.py: web servers that behave, and some that don't, on loopback; for tests.

Makes its own authority and certificates with openssl, starts nginx (plain, TLS, HTTP/2), opens misbehaving sockets,
prints one line a fact (`name value`), then `ready`. Ends everything when standard input closes, or after an hour.
"""
import os, shutil, signal, socket, struct, subprocess, sys, tempfile, threading

folder = tempfile.mkdtemp(prefix="casefile-origin-")
# Started as root, nginx reads files as another user.
os.chmod(folder, 0o755)


def openssl(*words):
    subprocess.run(["openssl", *words], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def leaf(name, names, key, days="30", signed=True, serial="77"):
    subject = ["-subj", f"/CN={name}", "-addext", f"subjectAltName={names}"]
    with open(f"{folder}/{name}.ext", "w") as f:
        f.write(f"subjectAltName={names}\nbasicConstraints=CA:FALSE\n")
    if not signed:
        openssl("req", "-x509", "-newkey", *key, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.crt", "-days", days, *subject)
        return
    openssl("req", "-newkey", *key, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", *subject)
    openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-set_serial", serial,
            "-days", days, "-extfile", f"{name}.ext", "-out", f"{name}.crt")
    with open(f"{folder}/{name}.crt", "a") as f, open(f"{folder}/ca.crt") as ca:
        f.write(ca.read())


def certificates():
    ec, rsa = ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], ["rsa:2048"]
    openssl("req", "-x509", "-newkey", *ec, "-nodes", "-keyout", "ca.key", "-out", "ca.crt", "-days", "30",
            "-subj", "/CN=Test Authority")
    leaf("good", "DNS:site.test,DNS:www.site.test,IP:127.0.0.1", ec)
    leaf("other", "DNS:other.test", rsa)
    leaf("expired", "DNS:site.test", rsa, days="-1")
    leaf("self", "DNS:site.test", ec, signed=False)
    leaf("revoked", "DNS:site.test", ec, serial="78")
    leaf("weak", "DNS:site.test", ["rsa:1024"])
    proofs()


def proofs():
    """Answers of a responder (OCSP) that says of one certificate that it is valid, and of another that it was revoked."""
    with open(f"{folder}/index.txt", "w") as f:
        f.write("V\t401231235959Z\t\t4D\tunknown\t/CN=good\nR\t401231235959Z\t260101000000Z\t4E\tunknown\t/CN=revoked\n")
    for name in ("good", "revoked"):
        openssl("ocsp", "-index", "index.txt", "-CA", "ca.crt", "-rsigner", "ca.crt", "-rkey", "ca.key", "-issuer", "ca.crt",
                "-cert", f"{name}.crt", "-respout", f"{name}.der", "-ndays", "7")


def bound():
    """A socket on a port of its own, that refuses connections until it listens."""
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    return s


def configuration(ports):
    def server(listen, name, text, tls=True, more=""):
        certificate = f"ssl_certificate {folder}/{name}.crt; ssl_certificate_key {folder}/{name}.key;" if tls else ""
        scheme = "https" if tls else "http"
        port = listen.split()[0].split(":")[1]
        return f"""
  server {{ listen {listen}; server_name site.test; {certificate} {more}
    default_type text/plain;
    location = / {{ return 200 "{text} $host $ssl_server_name\\n"; }}
    location = /duplicates {{ add_header X-First one; add_header Set-Cookie a=1; add_header X-First two; return 200 "ok"; }}
    location = /length {{ return 200 "$content_length $content_type $request_method\\n"; }}
    location = /seen {{ return 200 "$http_accept_encoding|$http_user_agent|$http_x_case|$request_method|$request_uri\\n"; }}
    location = /r1 {{ return 302 /r2; }}
    location = /r2 {{ return 301 {scheme}://www.site.test:{port}/; }}
    location = /loop {{ return 302 /loop2; }}
    location = /loop2 {{ return 302 /loop; }}
    location = /522 {{ return 522 "down\\n"; }}
    location = /away {{ return 302 https://elsewhere.test/; }}
    location = /slow {{ limit_rate 10k; alias {folder}/big; }}
    location = /big {{ gzip on; gzip_types text/plain; alias {folder}/big; }}
    location = /trace {{ return 200 "h=site.test\\nuag=a=b\\ncolo=FRA\\n"; }}
  }}"""
    servers = [
        server(f"127.0.0.1:{ports['plain']}", "good", "plain", tls=False),
        server(f"127.0.0.1:{ports['tls']} ssl http2", "good", "first"),
        server(f"127.0.0.2:{ports['tls']} ssl http2", "good", "second"),
        server(f"127.0.0.1:{ports['old']} ssl", "good", "old"),
        server(f"127.0.0.1:{ports['withdrawn']} ssl", "good", "withdrawn",
               more="ssl_protocols TLSv1 TLSv1.1; ssl_ciphers DEFAULT@SECLEVEL=0;"),
        server(f"127.0.0.1:{ports['stapled']} ssl", "good", "stapled",
               more=f"ssl_stapling on; ssl_stapling_file {folder}/good.der; keepalive_timeout 1s;"),
        server(f"127.0.0.1:{ports['weak']} ssl", "weak", "weak", more="ssl_ciphers DEFAULT@SECLEVEL=0;"),
        server(f"127.0.0.1:{ports['revoked']} ssl", "revoked", "revoked",
               more=f"ssl_stapling on; ssl_stapling_file {folder}/revoked.der;"),
        server(f"127.0.0.1:{ports['expired']} ssl http2", "expired", "expired"),
        server(f"127.0.0.1:{ports['other']} ssl http2", "other", "other"),
        server(f"127.0.0.1:{ports['self']} ssl http2", "self", "self"),
    ]
    temp = "".join(f"{k}_temp_path {folder}/{k}; " for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; ssl_protocols TLSv1.2 TLSv1.3; {temp} {"".join(servers)}
}}"""



def reset(connection):
    connection.recv(1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def silent(connection):
    while connection.recv(65536):
        pass


def answer(data):
    def serve(connection):
        connection.recv(65536)
        connection.sendall(data)
    return serve


def endless(start, block):
    def serve(connection):
        connection.recv(65536)
        connection.sendall(start)
        for _ in range(4096):
            connection.sendall(block * 64)
    return serve


def broken_compression(connection):
    """Says that its body is compressed, and it is not; asked without compression it is well."""
    head = connection.recv(65536)
    if b"accept-encoding: identity" in head.lower():
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    else:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok")


def late_close(connection):
    """Answers, leaves the connection open for a moment, and closes it."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
    threading.Event().wait(0.3)


def cached(connection):
    """A cache that has what it was asked for a second time."""
    cached.count += 1
    connection.recv(65536)
    state = b"MISS" if cached.count % 2 else b"HIT"
    connection.sendall(b"HTTP/1.1 200 OK\r\nCF-Cache-Status: " + state + b"\r\nContent-Length: 2\r\n\r\nok")


cached.count = 0

BEHAVIOUR = {
    "broken-compression": broken_compression,
    "late-close": late_close,
    "cached": cached,
    "reset": reset,
    "silent": silent,
    "empty": answer(b""),
    "garbage": answer(b"\x00\xffgarbage\r\n\r\n" * 8),
    "partial": answer(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes."),
    "late-silence": lambda c: (c.recv(65536), c.sendall(b"HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length: 9\r\n\r\nabc"), silent(c)),
    "endless": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"0123456789abcdef"),
    "many-fields": endless(b"HTTP/1.1 200 OK\r\n", b"X-Filler: 0123456789abcdef\r\n"),
    "interim": answer(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 Fine Indeed\r\nX-A: 1\r\nX-B:\r\n"
                      b"x-a:  2 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: t\r\n\r\n"),
}


def listen(behaviour):
    s = bound()
    s.listen(64)

    def serve(connection):
        try:
            behaviour(connection)
        except OSError:
            pass
        connection.close()

    def accept():
        while True:
            connection, _ = s.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()
    threading.Thread(target=accept, daemon=True).start()
    return s.getsockname()[1]


def mute_resolver():
    """A name server that never answers; 0 where port 53 may not be taken."""
    global resolver
    resolver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        resolver.bind(("127.0.0.77", 53))
        return 1
    except OSError:
        return 0


processes = []


def main():
    certificates()
    with open(f"{folder}/big", "w") as f:
        f.write("all work and no play makes a long file\n" * 50_000)
    held = {name: bound() for name in ("plain", "tls", "old", "withdrawn", "expired", "other", "self", "stapled", "revoked", "weak", "closed")}
    ports = {name: s.getsockname()[1] for name, s in held.items()}
    with open(f"{folder}/nginx.conf", "w") as f:
        f.write(configuration(ports))
    # Held until the last is known, so that no two are the same; nobody ever listens on the closed one.
    for name, s in held.items():
        if name != "closed":
            s.close()
    nginx = subprocess.Popen(["nginx", "-p", folder, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"],
                             stdin=subprocess.DEVNULL)
    processes.append(nginx)
    for _ in range(200):
        with socket.socket() as s:
            if s.connect_ex(("127.0.0.1", ports["self"])) == 0:
                break
        if nginx.poll() is not None:
            sys.exit(open(f"{folder}/error.log").read())
        threading.Event().wait(0.05)
    for name, port in ports.items():
        print(name, port)
    for name, behaviour in BEHAVIOUR.items():
        print(name, listen(behaviour))
    print("mute-resolver", mute_resolver())
    print("authority", f"{folder}/ca.crt")
    print("ready", flush=True)
    watch = threading.Thread(target=sys.stdin.read, daemon=True)
    watch.start()
    watch.join(3600)


signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
try:
    main()
finally:
    for process in processes:
        process.terminate()
        process.wait(10)
    shutil.rmtree(folder, ignore_errors=True)
# A thread may still hold standard input.
os._exit(0)
