#!/usr/bin/env bash
# zm.sh [COMMAND...]: Zonemaster on the manifest's zone, raw JSON on stdout (inside the lab namespace).
# COMMAND defaults to Debian's zonemaster-cli (its engine is 4.6.2); ZM_CLI may name a newer one.
exec /usr/bin/python3 - "$@" <<'P'
import json, os, subprocess, sys
m = json.load(open(os.environ["MANIFEST"]))
cmd = sys.argv[1:] or os.environ.get("ZM_CLI", "zonemaster-cli").split()
args = ["--hints", m["hints"], "--json", "--raw", "--show-testcase", "--show-module", "--no-time", "--level", "INFO"]
for n, glue in m["nserver"]:
    for g in glue or [None]:
        args += ["--ns", n + ("/" + g if g else "")]
for d in m["ds"]:
    args += ["--ds", ",".join(d.split())]
sys.exit(subprocess.call(cmd + args + [m["zone"]]))
P
