#!/usr/bin/env bash
# routers.sh up | down NAME: a client, two routers and a server in network namespaces NAME-c, -a, -b and -s; needs root.
#   client 10.78.1.1 - 10.78.1.2 a 10.78.2.1 - 10.78.2.2 b 10.78.3.1 - 10.78.3.2 server, and fd78:N:: alike
set -eu
name=$2
spaces=(c a b s)

down() { for space in "${spaces[@]}"; do ip netns del "$name-$space" 2>/dev/null || true; done; }

up() {
    trap 'status=$?; [[ $status == 0 ]] || down' EXIT
    for space in "${spaces[@]}"; do
        ip netns add "$name-$space"
        ip -n "$name-$space" link set lo up
        # Tools that run side by side would take each other's answers: by default one a second for each asker.
        ip netns exec "$name-$space" sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 \
            net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0
    done
    for wire in 1 2 3; do
        near=$name-${spaces[wire - 1]} far=$name-${spaces[wire]}
        ip -n "$near" link add "w$wire" type veth peer name "v$wire" netns "$far"
        for end in "$near w$wire 1" "$far v$wire 2"; do
            read -r space link last <<<"$end"
            ip -n "$space" addr add "10.78.$wire.$last/24" dev "$link"
            ip -n "$space" addr add "fd78:$wire::$last/64" dev "$link" nodad
            ip -n "$space" link set "$link" up
        done
    done
    route() { ip -n "$name-$1" route add "$2" via "$3"; }
    route c default 10.78.1.2; route c default fd78:1::2
    route a 10.78.3.0/24 10.78.2.2; route a fd78:3::/64 fd78:2::2
    route b 10.78.1.0/24 10.78.2.1; route b fd78:1::/64 fd78:2::1
    route s default 10.78.3.1; route s default fd78:3::1
    # The far ends of new wires are there a moment after they are up.
    for _ in {1..50}; do
        ip netns exec "$name-c" bash -c 'exec 3<>/dev/tcp/fd78:3::2/9' 2>&1 | grep -q refused && break
    done
}

"$1"
