#!/usr/bin/env bash
# run.sh SCENARIO.json COMMAND...: a fresh namespace in which every address is local, the scenario's
# fake Internet and a real recursive resolver (unbound, 127.0.0.1 port 5353; on port 53 fakenet passes on to it), then
# COMMAND with MANIFEST=FILE (zone, nserver with glue, ds, root hints) and FAKENET_PID in its environment.
# RTT_MS=N makes every answer N ms late (and the first one on a TCP connection 2N).
# Needs root, and of Debian: iproute2 unbound dnsutils python3-dnspython (and bind9-utils to sign zones). Example:
#   sudo test/support/namespace-lab/run.sh fixtures/scenarios/serial-mismatch.json dig @186.200.2.2 16.155.185.in-addr.arpa SOA
set -u
[ "$(id -u)" = 0 ] || { echo "run.sh: a network namespace needs root" >&2; exit 99; }
here=$(cd "$(dirname "$0")" && pwd)
sc=$1; shift
ns=lab$$
tmp=$(mktemp -d)

cleanup() { for p in $(ip netns pids "$ns"); do kill "$p" 2>/dev/null; done; wait 2>/dev/null; ip netns del "$ns" 2>/dev/null; rm -rf "$tmp" /etc/netns/"$ns"; }
trap cleanup EXIT
mkdir -p /etc/netns/"$ns"; echo "nameserver 127.0.0.1" > /etc/netns/"$ns"/resolv.conf
ip netns add "$ns"
within() { ip netns exec "$ns" "$@"; }
within ip link set lo up
within ip route add local 0.0.0.0/0 dev lo
within ip -6 addr add 2a0f:ffff::100/128 dev lo nodad
within ip -6 route add local ::/0 dev lo src 2a0f:ffff::100

ip netns exec "$ns" /usr/bin/python3 "$here/fakenet.py" "$sc" "$tmp/manifest.json" 2>"$tmp/fakenet.err" &
fakenet=$!
for _ in $(seq 200); do [ -s "$tmp/manifest.json" ] && break; sleep 0.05; done
[ -s "$tmp/manifest.json" ] || { echo "fakenet failed:"; cat "$tmp/fakenet.err"; exit 99; } >&2
hints=$(/usr/bin/python3 -c "import json,sys;print(json.load(open('$tmp/manifest.json'))['hints'])")
cat > "$tmp/unbound.conf" <<U
server:
  username: ""
  chroot: ""
  directory: "$tmp"
  pidfile: "$tmp/unbound.pid"
  interface: 127.0.0.1@5353
  interface: ::1@5353
  port: 5353
  root-hints: "$hints"
  module-config: "iterator"
  access-control: 0.0.0.0/0 allow
  access-control: ::/0 allow
  do-not-query-localhost: no
  harden-glue: yes
  qname-minimisation: no
  use-syslog: no
  logfile: "$tmp/unbound.log"
  do-daemonize: no
  outgoing-range: 512
  num-queries-per-thread: 256
  so-reuseport: no
  unblock-lan-zones: yes
  local-zone: "127.in-addr.arpa." nodefault
  local-zone: "2.0.192.in-addr.arpa." nodefault
  local-zone: "8.b.d.0.1.0.0.2.ip6.arpa." nodefault
remote-control:
  control-enable: no
U
ip netns exec "$ns" unbound -c "$tmp/unbound.conf" >"$tmp/u.out" 2>&1 &
for _ in $(seq 100); do within dig +short +tries=1 +time=1 -p 5353 @127.0.0.1 . SOA >/dev/null 2>&1 && break; sleep 0.05; done
MANIFEST="$tmp/manifest.json" FAKENET_PID=$fakenet within "$@"
rc=$?
[ -s "$tmp/fakenet.err" ] && { echo "--- fakenet stderr"; tail -5 "$tmp/fakenet.err"; } >&2
exit $rc
