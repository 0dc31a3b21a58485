#!/usr/bin/env python3
"""dns-tree.py: a root, a zone `test` below it and zones below that, some of them broken on purpose; for tests.

Zones are signed with ldns (ldnsutils) and served by Knot, a server a level, on 127.0.0.1, .2 and .3 and one port. Prints the
port, the root's trust anchor, and `ready`; ends everything when standard input closes, or after an hour.
"""
import os, re, shutil, signal, socket, subprocess, sys, tempfile, threading

folder = tempfile.mkdtemp(prefix="casefile-dns-")
os.chmod(folder, 0o755)


def run(*words):
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout


def free_port():
    for _ in range(50):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        try:
            for last in (1, 2, 3):
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    with socket.socket(socket.AF_INET, kind) as s:
                        s.bind((f"127.0.0.{last}", port))
            return port
        except OSError:
            continue
    sys.exit("no free port")


def key(zone, algorithm, entry=False):
    """The base name of a new key's files."""
    bits = ["-b", "2048"] if algorithm.startswith("RSA") else []
    return run("ldns-keygen", *(["-k"] if entry else []), *bits, "-a", algorithm, zone).strip()


def signer(base):
    """The DS of a key."""
    with open(f"{folder}/{base}.ds") as file:
        return file.read()


def head(zone):
    name = "" if zone == "." else zone
    return (f"$ORIGIN {zone if zone == '.' else zone + '.'}\n$TTL 300\n"
            f"@ SOA ns.{name + '.' if name else ''} host.{name + '.' if name else ''} 1 3600 600 86400 300\n")


class Zone:
    """A zone below `test`, and the records its parent has for it."""

    def __init__(self, label, algorithm="ECDSAP256SHA256", options=(), unsigned=False, change=None, delegation=None,
                 servers="@ NS ns\nns A 127.0.0.3\n", parent=None):
        self.name = f"{label}.test"
        text = head(self.name) + servers + "www A 192.0.2.1\nalias CNAME www\n*.wild A 192.0.2.2\ndeep.er A 192.0.2.3\n"
        path = f"{folder}/{self.name}.zone"
        with open(path, "w") as file:
            file.write(text)
        self.ds = ""
        if not unsigned:
            entry, other = key(self.name, algorithm, True), key(self.name, algorithm)
            run("ldns-signzone", *options, "-f", path, path, entry, other)
            self.ds = signer(entry)
        if change:
            with open(path) as file:
                lines = file.read().splitlines()
            with open(path, "w") as file:
                file.write("\n".join(change(lines)) + "\n")
        if delegation is not None:
            self.ds = delegation(self.ds)
        self.parent = parent or f"{label} NS ns.{label}\nns.{label} A 127.0.0.3\n"


def without(pattern):
    return lambda lines: [line for line in lines if not re.search(pattern, line)]


def other_digest(ds):
    return re.sub(r"[0-9a-f]{8}$", "00000000", ds.strip()) + "\n"


def made_zones():
    return [
        Zone("a8", "RSASHA256"), Zone("a10", "RSASHA512", ("-n",)), Zone("a13", "ECDSAP256SHA256", ("-n",)),
        Zone("a14", "ECDSAP384SHA384"), Zone("a15", "ED25519"),
        Zone("unsigned", unsigned=True),
        Zone("expired", options=("-i", "20200101000000", "-e", "20200201000000")),
        Zone("future", options=("-i", "20400101000000", "-e", "20400201000000")),
        Zone("wrong-ds", delegation=other_digest),
        Zone("no-keys", unsigned=True, delegation=lambda _: "no-keys.test. IN DS 12345 13 2 " + "ab" * 32 + "\n"),
        Zone("forged", change=lambda lines: [re.sub(r"(^www\.\S+\s.*\sA\s+)192\.0\.2\.1", r"\g<1>192.0.2.66", l) for l in lines]),
        Zone("no-signature", change=without(r"^www\.\S+\s.*RRSIG\s+A\s")),
        Zone("no-denial", change=without(r"^www\.\S+\s.*NSEC\s")),
        Zone("no-key-signature", change=without(r"RRSIG\s+DNSKEY\s")),
        Zone("wild", options=("-n",)),
        Zone("strange", delegation=lambda ds: re.sub(r"\s13\s2\s", " 99 2 ", ds)),
        Zone("lame", servers="@ NS ns\n@ NS gone\nns A 127.0.0.3\ngone A 127.0.0.1\n",
             parent="lame NS ns.lame\nlame NS gone.lame\nns.lame A 127.0.0.3\ngone.lame A 127.0.0.1\n"),
        Zone("mismatch", servers="@ NS ns\n@ NS ns2\nns A 127.0.0.3\nns2 A 127.0.0.3\n"),
        Zone("dead", unsigned=True, parent="dead NS ns.dead\nns.dead A 127.0.0.99\n"),
    ]


processes = []


def serve(level, address, port, zones):
    listed = "".join(f"  - domain: {name}\n    storage: {folder}\n    file: {file}\n" for name, file in zones)
    os.mkdir(f"{folder}/{level}")
    with open(f"{folder}/{level}.conf", "w") as file:
        file.write(f"server:\n    listen: {address}@{port}\n    rundir: {folder}/{level}\n    udp-workers: 1\n    tcp-workers: 1\n"
                   f"    background-workers: 1\nlog:\n  - target: stdout\n    any: info\n"
                   f"database:\n    storage: {folder}/{level}\nzone:\n{listed}")
    knot = next(p for p in ("/usr/sbin/knotd", "/usr/local/sbin/knotd") if os.path.exists(p))
    process = subprocess.Popen([knot, "-c", f"{folder}/{level}.conf"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    processes.append(process)
    said = ""
    for line in process.stdout:
        said += line
        if "server started" in line:
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return
    sys.exit(said)


def main():
    port = free_port()
    zones = made_zones()
    with open(f"{folder}/test.zone", "w") as file:
        file.write(head("test") + "@ NS ns\nns A 127.0.0.2\n" + "".join(z.parent + z.ds for z in zones))
    entry, other = key("test", "ECDSAP256SHA256", True), key("test", "ECDSAP256SHA256")
    run("ldns-signzone", "-f", "test.zone", "test.zone", entry, other)
    with open(f"{folder}/root.zone", "w") as file:
        file.write(head(".") + "@ NS ns.\nns. A 127.0.0.1\ntest. NS ns.test.\nns.test. A 127.0.0.2\n" + signer(entry))
    root, other = key(".", "ECDSAP256SHA256", True), key(".", "ECDSAP256SHA256")
    run("ldns-signzone", "-f", "root.zone", "root.zone", root, other)
    serve("root", "127.0.0.1", port, [(".", "root.zone")])
    serve("test", "127.0.0.2", port, [("test", "test.zone")])
    serve("leaf", "127.0.0.3", port, [(z.name, f"{z.name}.zone") for z in zones if z.name != "dead.test"])
    print("port", port)
    print("anchor", signer(root).split("DS")[1].strip().replace("\t", " "), flush=True)
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
        process.wait()
    shutil.rmtree(folder, ignore_errors=True)
# A thread may still hold standard input.
os._exit(0)
