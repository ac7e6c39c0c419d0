#!/usr/bin/python3
"""A whole small Internet in one process: root, TLDs, arpa, the RIPE parent zone,
name-server hosts, PTRs, ASN TXT data, and the zone under test with chosen faults.

Runs inside a network namespace where every address is local
(`ip route add local 0.0.0.0/0 dev lo`, `ip -6 route add local ::/0 dev lo`).

Usage: fakenet.py SCENARIO.json MANIFEST.json   (a scenario, or a file that carries one as "scenario")
Writes the manifest (zone, nserver lines, ds lines, hints file) and serves until killed; what else it writes goes into
the directory of the manifest. SIGUSR1: writes the queries received so far, by server address, to MANIFEST.json.count.
"""
import asyncio, ipaddress, json, os, signal, socket, struct, subprocess, sys

import dns.flags, dns.edns, dns.message, dns.name, dns.opcode, dns.rcode, dns.rdata
import dns.rdataclass, dns.rdatatype, dns.rrset, dns.zone, dns.reversename, dns.dnssec
import dns.rdtypes.ANY.NSEC

N = dns.name.from_text
ROOT = ("198.41.0.4", "2001:503:ba3e::2:30")
INFRA = ("199.43.135.53", "2001:500:8f::53")
INFRA2 = ("199.43.133.53", "2001:500:8d::53")
PARENT = ("193.0.9.5", "2001:67c:e0::5")
PARENT2 = ("204.61.216.100", "2001:500:14:6100:ad::1")
SOA = "a.host.example. hostmaster.example.net. 1 14400 7200 1209600 3600"


def zone(origin, lines):
    text = f"$ORIGIN {origin}\n$TTL 3600\n" + "\n".join(lines) + "\n"
    return dns.zone.from_text(text, origin=N(origin), relativize=False, check_origin=False)


def reverse_parent(z):
    """The registry zone one would be delegated from: /8 in v4, /16-ish (3-4 nibbles) in v6."""
    labels = z.rstrip(".").split(".")
    if z.rstrip(".").endswith("in-addr.arpa"):
        return ".".join(labels[-3:]) + "."
    return ".".join(labels[-6:]) + "."   # four nibbles + ip6.arpa


class World:
    def __init__(self):
        self.servers = {}    # address -> {"zones": {origin: zone}, "faults": {...}}

    def add(self, addrs, z, faults=None):
        for a in addrs:
            s = self.servers.setdefault(str(ipaddress.ip_address(a)), {"zones": {}, "faults": {}})
            s["zones"][z.origin] = z
            if faults:
                s["faults"] = faults


def base_zone_lines(sc):
    ns = sc.get("zone_ns", list(sc["delegation"]))
    s = {"mname": ns[0] if ns else "ns.invalid", "rname": "hostmaster.example.net", "serial": 2026112101,
         "refresh": 14400, "retry": 7200, "expire": 1209600, "minimum": 3600}
    s.update(sc.get("soa", {}))
    return ns, s


def child_lines(sc, over=None):
    over = over or {}
    ns, s = base_zone_lines(sc)
    s = dict(s, **over.get("soa", {}))
    ns = over.get("zone_ns", ns)
    lines = []
    if not over.get("no_soa"):
        rname = s["rname"]
        lines.append(f"@ SOA {s['mname']}. {rname}. {s['serial']} {s['refresh']} {s['retry']} {s['expire']} {s['minimum']}")
    lines += [f"@ NS {n}." for n in ns]
    lines += sc.get("records", []) + over.get("records", [])
    lines += ["5 PTR mail.example.net."]
    return lines


def sign(sc, text_zone, spec, workdir, tag):
    """Sign a zone with dnssec-signzone; spec: {algorithm, start, end, nsec3, ksk_only...}. Returns (zone, ds)."""
    origin = sc["zone"] + "."
    d = os.path.join(workdir, tag.replace(":", "_"))
    os.makedirs(d, exist_ok=True)
    alg = spec.get("algorithm", "ECDSAP256SHA256")
    keydir = os.path.join(workdir, "keys-" + spec.get("keys", "default") + "-" + alg)
    if not os.path.isdir(keydir):
        os.makedirs(keydir)
        bits = ["-b", str(spec["bits"])] if "bits" in spec else []
        for extra in (["-f", "KSK"], []):
            subprocess.run(["dnssec-keygen", "-q", "-K", keydir, "-a", alg, *bits, *extra, "-n", "ZONE", origin],
                           check=True, stdout=subprocess.DEVNULL)
    zf = os.path.join(d, "zone")
    with open(zf, "w") as f:
        f.write(f"$ORIGIN {origin}\n$TTL 3600\n" + "\n".join(text_zone) + "\n")
        for k in sorted(os.listdir(keydir)):
            if k.endswith(".key"):
                f.write(open(os.path.join(keydir, k)).read())
        if spec.get("cds"):
            f.write("\n".join(spec["cds"]) + "\n")
    nsec3 = ["-3", spec.get("salt", "-"), "-H", str(spec.get("iterations", 0))] if spec.get("nsec3") else []
    if spec.get("optout"):
        nsec3.append("-A")
    subprocess.run(["dnssec-signzone", "-q", "-S", "-P", "-z" if spec.get("all_keys") else "-x", "-K", keydir, "-o", origin,
                    "-s", spec.get("start", "now-3600"), "-e", spec.get("end", "now+2592000"), "-d", d,
                    "-f", zf + ".signed", *nsec3, zf], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=d)
    z = dns.zone.from_file(zf + ".signed", origin=N(origin), relativize=False, check_origin=False)
    ds = []
    for k in sorted(os.listdir(keydir)):
        if k.endswith(".key") and " 257 " in open(os.path.join(keydir, k)).read():
            for dig in spec.get("digests", ["SHA-256"]):
                out = subprocess.run(["dnssec-dsfromkey", "-a", dig, os.path.join(keydir, k)], check=True,
                                     capture_output=True, text=True).stdout.split()
                ds.append(" ".join(out[3:6]) + " " + "".join(out[6:]))
    return z, ds


def build(sc, workdir):
    w = World()
    child = N(sc["zone"] + ".")
    parent = reverse_parent(sc["zone"])
    rirs = ["pri.authdns.ripe.net.", "ns3.afrinic.net."]
    infra_ns = ["ns1.infra.example.", "ns2.infra.example."]

    hosts = {h: [str(ipaddress.ip_address(a)) for a in v] for h, v in sc["hosts"].items()}
    # forward zones for every name-server host: registered domain = last two labels
    forward = {}
    for h, addrs in hosts.items():
        dom = ".".join(h.rstrip(".").split(".")[-2:])
        if not N(h + ".").is_subdomain(child):
            forward.setdefault(dom, []).extend(
                [f"{h}. {'AAAA' if ':' in a else 'A'} {a}" for a in addrs] or [f"{h}. TXT \"no address\""])
    for line in sc.get("forward_records", []):
        owner = line.split()[0].rstrip(".")
        forward.setdefault(".".join(owner.split(".")[-2:]), []).append(line)
    for d in ("example.net", "example.org", "example.com"):
        forward.setdefault(d, [])
    forward["example.net"].append("mail.example.net. A 185.100.1.25")
    forward["example.net"].append("example.net. MX 10 mail.example.net.")

    infra_rr = [f"ns1.infra.example. A {INFRA[0]}", f"ns1.infra.example. AAAA {INFRA[1]}",
                f"ns2.infra.example. A {INFRA2[0]}", f"ns2.infra.example. AAAA {INFRA2[1]}"]
    tlds = sorted({d.split(".")[-1] for d in forward} | {"net", "com", "org", "example", "arpa"})
    root_lines = [f"@ SOA a.root-servers.net. nstld.example.net. 1 1800 900 604800 86400",
                  "@ NS a.root-servers.net.", f"a.root-servers.net. A {ROOT[0]}", f"a.root-servers.net. AAAA {ROOT[1]}"]
    for t in tlds:
        root_lines += [f"{t}. NS {n}" for n in infra_ns]
    root_lines += infra_rr
    w.add(ROOT, zone(".", root_lines))

    def infra_zone(origin, lines, addrs=INFRA + INFRA2, ns=infra_ns):
        w.add(addrs, zone(origin, [f"@ SOA {ns[0]} hostmaster.example.net. 1 14400 7200 1209600 3600",
                                   *[f"@ NS {n}" for n in ns], *lines]))

    per_tld = {t: [] for t in tlds}
    for d in list(forward):
        t = d.split(".")[-1]
        if d != t:
            per_tld[t] += [f"{d}. NS {n}" for n in infra_ns]
    for extra, t in (("ripe.net", "net"), ("afrinic.net", "net"), ("root-servers.net", "net"),
                     ("zonemaster.net", "net"), ("cymru.com", "com")):
        per_tld[t] += [f"{extra}. NS {n}" for n in infra_ns]
    for t in tlds:
        if t in ("arpa",):
            continue
        infra_zone(t + ".", per_tld[t] + (infra_rr if t == "example" else []))
    infra_zone("ripe.net.", [f"pri.authdns.ripe.net. A {PARENT[0]}", f"pri.authdns.ripe.net. AAAA {PARENT[1]}"])
    infra_zone("afrinic.net.", [f"ns3.afrinic.net. A {PARENT2[0]}", f"ns3.afrinic.net. AAAA {PARENT2[1]}"])
    infra_zone("root-servers.net.", [f"a.root-servers.net. A {ROOT[0]}", f"a.root-servers.net. AAAA {ROOT[1]}"])
    for d, lines in forward.items():
        infra_zone(d + ".", sorted(set(lines)))

    infra_zone("arpa.", [f"in-addr.arpa. NS {n}" for n in infra_ns] + [f"ip6.arpa. NS {n}" for n in infra_ns])
    # reverse tree: delegate the registry parent; everything else (PTRs of servers) lives in in-addr/ip6.arpa itself
    ptr4, ptr6, parent_lines = [], [], []
    for h, addrs in hosts.items():
        for a in addrs:
            if a in sc.get("no_ptr", []):
                continue
            rev = dns.reversename.from_address(a)
            target = sc.get("ptr", {}).get(a, h)
            line = f"{rev} PTR {target}."
            if rev.is_subdomain(child):
                continue
            if rev.is_subdomain(N(parent)):
                parent_lines.append(line)
            else:
                (ptr4 if "in-addr" in str(rev) else ptr6).append(line)
    deleg = [f"{parent} NS {n}" for n in rirs]
    infra_zone("in-addr.arpa.", ptr4 + (deleg if "in-addr" in parent else []))
    infra_zone("ip6.arpa.", ptr6 + (deleg if "ip6" in parent else []))
    if sc.get("delegated"):
        for n in sc["delegated"]:
            parent_lines.append(f"{child} NS {n}.")
            if N(n + ".").is_subdomain(child):
                parent_lines += [f"{n}. {'AAAA' if ':' in a else 'A'} {a}" for a in hosts.get(n, [])]
    infra_zone(parent, parent_lines, PARENT + PARENT2, rirs)

    # ASN data, one TXT per address, announced as /24 or /48 (scenario may say otherwise)
    txt = {"origin": [], "origin6": []}
    for h, addrs in hosts.items():
        for a in addrs:
            ip = ipaddress.ip_address(a)
            pfx = sc.get("prefixes", {}).get(a) or str(ipaddress.ip_network(a + ("/48" if ip.version == 6 else "/24"), strict=False))
            asn = sc.get("asn", {}).get(a) or str(64500 + int(ipaddress.ip_network(pfx).network_address) % 400)
            rev = dns.reversename.from_address(a).to_text().replace(".in-addr.arpa.", ".origin").replace(".ip6.arpa.", ".origin6")
            txt["origin6" if ip.version == 6 else "origin"].append((rev, f"{asn} | {pfx} | NL | ripencc | 2014-01-01"))
    for base in ("asnlookup.zonemaster.net", "asn.cymru.com"):
        if sc.get("no_asn_db"):
            continue
        lines = []
        for k in txt.values():
            lines += [f"{r}.{base}. TXT \"{t}\"" for r, t in k]
        infra_zone(base + ".", sorted(set(lines)))
    infra_zone("zonemaster.net.", [f"asnlookup.zonemaster.net. NS {n}" for n in infra_ns])
    infra_zone("cymru.com.", [f"asn.cymru.com. NS {n}" for n in infra_ns])

    # the zone under test
    ds = list(sc.get("ds", []))
    common = sc.get("dnssec")
    for addr, f in sc["servers"].items():
        f = dict(f)
        if f.get("not_loaded"):
            w.servers.setdefault(str(ipaddress.ip_address(addr)), {"zones": {}, "faults": f})["faults"] = f
            continue
        lines = child_lines(sc, f)
        spec = f.get("dnssec", common)
        for origin in [sc["zone"]] + sc.get("more_zones", []):
            if spec and spec.get("sign", True):
                z, made = sign(dict(sc, zone=origin), lines, spec, workdir, f"z-{origin}-{addr}")
                if spec.get("publish_ds", True):
                    ds += [d for d in made if d not in ds]
                for t in spec.get("strip", []):     # e.g. "RRSIG:DNSKEY"
                    z.find_node(z.origin).delete_rdataset(dns.rdataclass.IN, dns.rdatatype.RRSIG,
                                                          dns.rdatatype.from_text(t.split(":")[1]))
            else:
                z = zone(origin + ".", lines)
            w.add([addr], z, f)
    return w, ds


# ---------------------------------------------------------------- answering

def covering_nsec(z, qname):
    best = None
    for name in sorted(n for n in z.nodes if z.nodes[n].get_rdataset(dns.rdataclass.IN, dns.rdatatype.NSEC)):
        if name <= qname:
            best = name
    return best


def add(section, z, name, rdtype, dnssec):
    node = z.nodes.get(name)
    if not node:
        return False
    rds = node.get_rdataset(dns.rdataclass.IN, rdtype)
    if not rds:
        return False
    section.append(dns.rrset.from_rdata_list(name, rds.ttl, list(rds)))
    if dnssec:
        sig = node.get_rdataset(dns.rdataclass.IN, dns.rdatatype.RRSIG, rdtype)
        if sig:
            section.append(dns.rrset.from_rdata_list(name, sig.ttl, list(sig)))
    return True


def deny(resp, z, qname, dnssec):
    add(resp.authority, z, z.origin, dns.rdatatype.SOA, dnssec)
    if not dnssec:
        return
    if any(z.nodes[n].get_rdataset(dns.rdataclass.IN, dns.rdatatype.NSEC) for n in z.nodes):
        n = covering_nsec(z, qname)
        if n is not None:
            add(resp.authority, z, n, dns.rdatatype.NSEC, True)
        return
    node = z.nodes.get(z.origin)
    if node and node.get_rdataset(dns.rdataclass.IN, dns.rdatatype.NSEC3PARAM):
        p = list(node.get_rdataset(dns.rdataclass.IN, dns.rdatatype.NSEC3PARAM))[0]
        h = dns.dnssec.nsec3_hash(qname, p.salt, p.iterations, p.algorithm).lower()
        names = sorted(n for n in z.nodes if z.nodes[n].get_rdataset(dns.rdataclass.IN, dns.rdatatype.NSEC3))
        pick = None
        for n in names:
            if n.labels[0].decode().lower() <= h:
                pick = n
        if pick is None and names:
            pick = names[-1]
        if pick is not None:
            add(resp.authority, z, pick, dns.rdatatype.NSEC3, True)


def answer(w, addr, wire, tcp):
    """Returns wire, or None to stay silent."""
    s = w.servers.get(addr)
    if s is None:
        return None
    f = s["faults"]
    try:
        q = dns.message.from_wire(wire)
    except Exception:
        return None
    if not q.question:
        return None
    qn, qt, qc = q.question[0].name, q.question[0].rdtype, q.question[0].rdclass
    tname = dns.rdatatype.to_text(qt)
    if f.get("drop_udp") and not tcp or f.get("drop_tcp") and tcp:
        return None
    if q.edns >= 0 and f.get("drop_edns"):
        return None
    if tname in f.get("drop_types", []):
        return None
    resp = dns.message.make_response(q)
    resp.use_edns(False)
    dnssec = bool(q.ednsflags & dns.flags.DO) and not f.get("no_dnssec")
    if q.edns >= 0:
        if f.get("edns_formerr"):
            resp.set_rcode(dns.rcode.FORMERR)
            return resp.to_wire()
        if not f.get("edns_ignored"):
            opts = list(q.options) if f.get("echo_options") else []
            resp.use_edns(0, ednsflags=(dns.flags.DO if q.ednsflags & dns.flags.DO else 0) |
                          (q.ednsflags & 0x7fff if f.get("echo_z") else 0), payload=1232, options=opts)
            if q.edns > 0 and not f.get("edns1_ok"):
                resp.set_rcode(dns.rcode.BADVERS)
                return resp.to_wire()
    if f.get("ra"):
        resp.flags |= dns.flags.RA
    if qc == dns.rdataclass.CH:
        if f.get("version"):
            resp.flags |= dns.flags.AA
            resp.answer.append(dns.rrset.from_text(qn, 0, "CH", "TXT", '"%s"' % f["version"]))
        else:
            resp.set_rcode(dns.rcode.REFUSED)
        return resp.to_wire()
    if tname in f.get("rcode_types", {}):
        resp.set_rcode(dns.rcode.from_text(f["rcode_types"][tname]))
        return resp.to_wire()
    # nearest enclosing zone served here (a DS question belongs to the parent side)
    cand = [o for o in s["zones"] if qn.is_subdomain(o)]
    if qt == dns.rdatatype.DS and len(cand) > 1 and qn in s["zones"]:
        cand.remove(qn)
    if not cand:
        if f.get("recursor"):
            resp.flags |= dns.flags.RA
            resp.set_rcode(dns.rcode.NXDOMAIN)
        elif f.get("upward_referral"):
            resp.authority.append(dns.rrset.from_text(dns.name.root, 3600, "IN", "NS", "a.root-servers.net."))
        else:
            resp.set_rcode(dns.rcode.from_text(f.get("rcode_out_of_zone", "REFUSED")))
        return resp.to_wire()
    z = s["zones"][max(cand, key=lambda o: len(o.labels))]
    if "rcode" in f:
        resp.set_rcode(dns.rcode.from_text(f["rcode"]))
        return resp.to_wire()
    if tname == "AXFR":
        if f.get("axfr") and tcp:
            resp.flags |= dns.flags.AA
            soa = z.find_rdataset(z.origin, "SOA")
            resp.answer.append(dns.rrset.from_rdata_list(z.origin, soa.ttl, list(soa)))
            for name, rds in z.iterate_rdatasets():
                if rds.rdtype != dns.rdatatype.SOA:
                    resp.answer.append(dns.rrset.from_rdata_list(name, rds.ttl, list(rds)))
            return resp.to_wire(max_size=65535)
        resp.set_rcode(dns.rcode.REFUSED)
        return resp.to_wire()
    # delegation below the apex?
    cut = None
    probe = qn
    while probe != z.origin:
        node = z.nodes.get(probe)
        if node and node.get_rdataset(dns.rdataclass.IN, dns.rdatatype.NS) and not (probe == qn and qt == dns.rdatatype.DS):
            cut = probe
        probe = probe.parent()
    if cut is not None:
        rds = z.find_rdataset(cut, "NS")
        resp.authority.append(dns.rrset.from_rdata_list(cut, rds.ttl, list(rds)))
        for rd in rds:
            for t in (dns.rdatatype.A, dns.rdatatype.AAAA):
                add(resp.additional, z, rd.target, t, False)
    else:
        if not f.get("no_aa"):
            resp.flags |= dns.flags.AA
        name, hops = qn, 0
        while True:
            node = z.nodes.get(name)
            cname = node and node.get_rdataset(dns.rdataclass.IN, dns.rdatatype.CNAME)
            if cname and qt not in (dns.rdatatype.CNAME, dns.rdatatype.ANY) and hops < 8:
                add(resp.answer, z, name, dns.rdatatype.CNAME, dnssec)
                name, hops = list(cname)[0].target, hops + 1
                if name.is_subdomain(z.origin):
                    continue
                break
            if not add(resp.answer, z, name, qt, dnssec):
                exists = node or any(n.is_subdomain(name) for n in z.nodes)
                if not exists and not hops:
                    resp.set_rcode(dns.rcode.NXDOMAIN)
                deny(resp, z, name, dnssec)
            elif qt == dns.rdatatype.SOA and f.get("two_soa"):
                # An RRset of its own: dnspython keeps only one SOA record in one.
                resp.answer.append(dns.rrset.from_text(
                    name, 3600, "IN", "SOA", "ns1.example.net. other.example.net. 7 14400 7200 1209600 3600"))
            elif qt == dns.rdatatype.NS:
                for rd in list(node.get_rdataset(dns.rdataclass.IN, dns.rdatatype.NS)):
                    for t in (dns.rdatatype.A, dns.rdatatype.AAAA):
                        add(resp.additional, z, rd.target, t, False)
            break
    if f.get("case_sensitive") and qn.to_text() != qn.to_text().lower():
        resp.answer, resp.authority = [], []
        resp.set_rcode(dns.rcode.REFUSED)
    if f.get("lower_question"):
        resp.question[0].name = N(qn.to_text().lower())
    size = 65535 if tcp else (min(max(q.payload, 512), 1232) if q.edns >= 0 else 512)
    try:
        return resp.to_wire(max_size=size)
    except dns.exception.TooBig:
        t = dns.message.make_response(q)
        if q.edns < 0 or f.get("edns_ignored"):
            t.use_edns(False)
        t.flags |= dns.flags.TC | (resp.flags & dns.flags.AA)
        return t.to_wire()


# ---------------------------------------------------------------- sockets

IP_PKTINFO, IPV6_RECVPKTINFO, IPV6_PKTINFO = 8, 49, 50


def udp_socket(family):
    s = socket.socket(family, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    if family == socket.AF_INET6:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        s.setsockopt(socket.IPPROTO_IPV6, IPV6_RECVPKTINFO, 1)
        s.setsockopt(socket.IPPROTO_IPV6, 78, 1)   # IPV6_FREEBIND: answer from an any-IP address
        s.bind(("::", 53))
    else:
        s.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        s.bind(("0.0.0.0", 53))
    s.setblocking(False)
    return s


RTT = float(os.environ.get("RTT_MS", 0)) / 1000
COUNT = {}      # queries received, by server address


def send(s, out, ctl, peer):
    try:
        s.sendmsg([out], ctl, 0, peer)
    except OSError as e:
        print("send", peer, e, file=sys.stderr)


def on_udp(w, s):
    while True:
        try:
            data, anc, _, peer = s.recvmsg(65535, 256)
        except BlockingIOError:
            return
        dst = None
        for lvl, typ, d in anc:
            if lvl == socket.IPPROTO_IP and typ == IP_PKTINFO:
                dst = socket.inet_ntoa(d[8:12])
                back = struct.pack("=I4s4s", 0, d[8:12], b"\0" * 4)
                ctl = [(socket.IPPROTO_IP, IP_PKTINFO, back)]
            elif lvl == socket.IPPROTO_IPV6 and typ == IPV6_PKTINFO:
                dst = str(ipaddress.ip_address(d[:16]))
                ctl = [(socket.IPPROTO_IPV6, IPV6_PKTINFO, d[:16] + struct.pack("=I", 0))]
        if dst is None:
            continue
        if dst in ("127.0.0.1", "::1"):     # the machine's own resolver address: hand over to the real resolver
            asyncio.ensure_future(forward(s, data, ctl, peer))
            continue
        COUNT[dst] = COUNT.get(dst, 0) + 1
        out = answer(w, dst, data, False)
        if out is not None:
            if RTT:
                asyncio.get_running_loop().call_later(RTT, send, s, out, ctl, peer)
            else:
                send(s, out, ctl, peer)


class Relay(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done = done

    def datagram_received(self, data, addr):
        if not self.done.done():
            self.done.set_result(data)


async def forward(s, data, ctl, peer):
    done = asyncio.get_running_loop().create_future()
    tr, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: Relay(done), remote_addr=("127.0.0.1", 5353))
    try:
        tr.sendto(data)
        out = await asyncio.wait_for(done, 10)
        s.sendmsg([out], ctl, 0, peer)
    except (asyncio.TimeoutError, OSError):
        pass
    finally:
        tr.close()


async def relay_tcp(r, wr):
    try:
        r2, wr2 = await asyncio.open_connection("127.0.0.1", 5353)
    except OSError:
        wr.close()
        return

    async def copy(a, b):
        try:
            while data := await a.read(65535):
                b.write(data)
                await b.drain()
        except OSError:
            pass
        b.close()
    await asyncio.gather(copy(r, wr2), copy(r2, wr))


async def on_tcp(w, r, wr):
    dst = str(ipaddress.ip_address(wr.get_extra_info("sockname")[0]))
    f = w.servers.get(dst, {}).get("faults", {})
    if dst in ("127.0.0.1", "::1"):
        return await relay_tcp(r, wr)
    try:
        if dst not in w.servers or f.get("rst_tcp"):
            wr.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            wr.close()
            return
        first = True
        while True:
            n = struct.unpack("!H", await r.readexactly(2))[0]
            COUNT[dst] = COUNT.get(dst, 0) + 1
            out = answer(w, dst, await r.readexactly(n), True)
            if RTT:
                await asyncio.sleep(RTT * (2 if first else 1))
            first = False
            if out is None:
                await asyncio.sleep(30)
                break
            wr.write(struct.pack("!H", len(out)) + out)
            await wr.drain()
    except (asyncio.IncompleteReadError, ConnectionError, OSError):
        pass
    finally:
        wr.close()


async def serve(w, ready):
    loop = asyncio.get_running_loop()
    for fam in (socket.AF_INET, socket.AF_INET6):
        s = udp_socket(fam)
        loop.add_reader(s, on_udp, w, s)
        host = "0.0.0.0" if fam == socket.AF_INET else "::"
        await asyncio.start_server(lambda r, wr: on_tcp(w, r, wr), host, 53, family=fam, reuse_address=True)
    ready()
    await asyncio.Event().wait()


def replace(path, value):
    """Whoever waits for the file never sees half of it."""
    with open(path + ".tmp", "w") as f:
        json.dump(value, f)
    os.rename(path + ".tmp", path)


def main():
    signal.signal(signal.SIGUSR1, lambda *_: replace(sys.argv[2] + ".count", COUNT))
    sc = json.load(open(sys.argv[1]))
    sc = sc.get("scenario", sc)         # a recorded one carries its scenario inside
    workdir = os.path.dirname(os.path.abspath(sys.argv[2]))
    w, ds = build(sc, workdir)
    hints = os.path.join(workdir, "root.hints")
    with open(hints, "w") as f:
        f.write(f". 3600 NS a.root-servers.net.\na.root-servers.net. 3600 A {ROOT[0]}\na.root-servers.net. 3600 AAAA {ROOT[1]}\n")
    if sc.get("no_ds"):
        ds = []
    manifest = {"zone": sc["zone"], "nserver": [[h, g] for h, g in sc["delegation"].items()], "ds": ds, "hints": hints}

    asyncio.run(serve(w, lambda: replace(sys.argv[2], manifest)))


if __name__ == "__main__":
    main()
