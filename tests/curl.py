"""What the documentation asks of curl, for machines that have none."""

import argparse
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

parser = argparse.ArgumentParser()
parser.add_argument("-s", action="store_true")
parser.add_argument("-o")
parser.add_argument("-H", action="append", default=[])
parser.add_argument("--fail-with-body", action="store_true")
body = parser.add_mutually_exclusive_group()
body.add_argument("--json")
body.add_argument("--data-binary")
parser.add_argument("address")
asked = parser.parse_args()
headers = dict(header.split(": ", 1) for header in asked.H)
if asked.json is not None:
    headers["Content-Type"] = "application/json"
sent = asked.json if asked.json is not None else asked.data_binary
data = sent and (Path(sent[1:]).read_bytes() if sent.startswith("@") else sent.encode())
try:
    answer = urlopen(Request(asked.address, data, headers), timeout=20)
except HTTPError as error:
    answer = error
with answer:
    received = answer.read()
if asked.o:
    Path(asked.o).write_bytes(received)
else:
    sys.stdout.buffer.write(received + b"\n")
sys.exit(22 if asked.fail_with_body and answer.status >= 400 else 0)
