#!/usr/bin/env python3
"""services.py: a status page and a vendor's API on loopback, with what both really answer, shortened; for tests.

Prints its port, then `ready`. Writes what it was asked, a line each (`METHOD PATH authorization-or-none`), into the file that
is its argument. Ends when standard input closes, or after two minutes.
"""
import http.server, json, sys, threading

TOKEN = "cfut_" + "k3Hn8Kd2XsQ9vTzL4bWmR7yPa6cJ1eGu5iNo0fQt"
ZONE = "023e105f4ecef8ad9ca31a8372d0c353"
STATUS = {
    "/summary.json": {
        "page": {"id": "p", "updated_at": "2026-11-22T10:40:00.000Z"},
        "status": {"indicator": "minor", "description": "Minor Service Outage"},
        "components": [
            {"id": "1", "name": "CDN/Cache", "status": "operational", "group": False},
            {"id": "2", "name": "Frankfurt, Germany - (FRA)", "status": "partial_outage", "group": False},
            {"id": "3", "name": "Europe", "status": "partial_outage", "group": True},
        ],
        "incidents": [{
            "name": "Network performance issues in Frankfurt", "status": "investigating", "impact": "minor",
            "created_at": "2026-11-22T10:05:00.000Z", "started_at": "2026-11-22T10:05:00.000Z", "resolved_at": None,
            "shortlink": "https://stspg.io/x", "components": [{"name": "Frankfurt, Germany - (FRA)"}],
        }],
        "scheduled_maintenances": [],
    },
    "/incidents.json": {"page": {"updated_at": "2026-11-22T10:40:00.000Z"}, "incidents": [{
        "name": "An old one", "status": "resolved", "impact": "critical", "created_at": "2026-01-01T00:00:00Z",
        "resolved_at": "2026-01-01T01:00:00Z", "components": [{"name": "CDN/Cache"}],
    }]},
    "/scheduled-maintenances/active.json": {"page": {}, "scheduled_maintenances": [{
        "name": "SIN maintenance", "status": "in_progress", "scheduled_for": "2026-11-22T00:00:00Z",
        "scheduled_until": "2026-11-22T23:00:00Z", "components": [{"name": "Singapore - (SIN)"}],
    }]},
}
API = {
    "/user/tokens/verify": {"id": "t", "status": "active"},
    f"/zones/{ZONE}": {
        "id": ZONE, "name": "other.example", "status": "moved", "paused": False, "plan": {"name": "Business Website"},
        "owner": {"email": "jane.doe@example.org"}, "account": {"id": "a1", "name": "Jane Doe's Account"},
        "name_servers": ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
    },
    f"/zones/{ZONE}/settings/ssl": {"id": "ssl", "value": "flexible", "editable": True},
    f"/zones/{ZONE}/dns_records": [
        {"id": "r1", "name": "www.example.com", "type": "A", "content": "198.51.100.77", "proxied": False, "ttl": 1},
    ],
    f"/zones/{ZONE}/ssl/certificate_packs": [
        {"id": "c1", "type": "universal", "status": "pending_validation", "hosts": ["example.com", "*.example.com"]},
    ],
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        authorization = self.headers.get("Authorization", "none")
        with open(sys.argv[1], "a") as log:
            log.write(f"GET {self.path} {authorization}\n")
        if path.startswith("/status"):
            self.answer(200, STATUS[path[len("/status"):]])
        elif authorization != f"Bearer {TOKEN}":
            self.answer(401, {"success": False, "errors": [{"code": 10000, "message": "Authentication error"}], "result": None})
        elif path[len("/v4"):] in API:
            self.answer(200, {"success": True, "errors": [], "messages": [], "result": API[path[len("/v4"):]]})
        else:
            self.answer(403, {"success": False, "errors": [{"code": 9109, "message": "Unauthorized to access requested resource"}]})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1])
print("ready", flush=True)
watch = threading.Thread(target=sys.stdin.read, daemon=True)
watch.start()
watch.join(120)
