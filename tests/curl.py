"""What the documentation asks of curl, for machines that have none: `curl -s ADDRESS [-H HEADER]... [--json BODY]`."""

import argparse
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

parser = argparse.ArgumentParser()
parser.add_argument("-s", action="store_true")
parser.add_argument("-H", action="append", default=[])
parser.add_argument("--json")
parser.add_argument("address")
asked = parser.parse_args()
headers = dict(header.split(": ", 1) for header in asked.H)
if asked.json is not None:
    headers["Content-Type"] = "application/json"
try:
    answer = urlopen(Request(asked.address, asked.json and asked.json.encode(), headers), timeout=20)
except HTTPError as error:
    answer = error
with answer:
    sys.stdout.buffer.write(answer.read() + b"\n")
