#!/usr/bin/env python3
"""Check an export of a log (`licet audit export`), offline. This one file needs Python 3.9 or later and `cryptography`,
and nothing of Licet:

    python verify_export.py DIR [--key VKEY …] [--earlier CHECKPOINT …]

--key: a verifier key that you trust, as its keeper gave it to you (name+id+base64), or several, a line each. Without it
the keys of the export are used, which shows that the files fit together, not who signed them.
--earlier: a checkpoint that you have had before, of one of the logs: it must begin with the one that was signed then.

Exit status: 0 if all is as signed, 1 if not, 2 if it could not be checked. Formats: c2sp.org/tlog-tiles, tlog-checkpoint,
signed-note, tlog-proof; RFC 6962.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Wrong(Exception):
    """What is not as it was signed."""


READ = set()  # every file that was looked at: what is left over, nothing proves


def read(path):
    READ.add(path)
    return path.read_bytes()


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def tree_hash(hashes):
    """RFC 6962, 2.1, without recursion: subtrees of equal size are joined as soon as there are two."""
    stack = []
    for number, leaf in enumerate(hashes):
        node, joins = leaf, number
        while joins & 1:
            node, joins = sha256(b"\x01" + stack.pop() + node), joins >> 1
        stack.append(node)
    while len(stack) > 1:
        right = stack.pop()
        stack.append(sha256(b"\x01" + stack.pop() + right))
    return stack[0] if stack else sha256(b"")


def root_from_proof(leaf, index, size, proof):
    """RFC 9162, 2.1.3.2: the root to which an inclusion proof leads."""
    if not 0 <= index < size:
        raise Wrong(f"index {index} is outside of a tree of {size}")
    node, last = leaf, size - 1
    for beside in proof:
        if not last:
            raise Wrong("the proof is too long")
        if index & 1 or index == last:
            node = sha256(b"\x01" + beside + node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\x01" + node + beside)
        index, last = index >> 1, last >> 1
    if last:
        raise Wrong("the proof is too short")
    return node


def read_key(text):
    """(name, id) and public key of a verifier key."""
    name, key_id, encoded = text.split("+", 2)
    data = base64.b64decode(encoded, validate=True)
    if data[:1] != b"\x01" or len(data) != 33 or sha256(name.encode() + b"\n" + data)[:4].hex() != key_id:
        raise ValueError(f"`{text}` is not an Ed25519 verifier key")
    return (name, bytes.fromhex(key_id)), Ed25519PublicKey.from_public_bytes(data[1:])


def read_checkpoint(data, keys):
    """Origin, size and root of a checkpoint that one of `keys` signed."""
    text, _, signatures = data.decode().rpartition("\n\n")
    if not signatures.endswith("\n") or re.search("[\0-\x09\x0b-\x1f]", text + signatures):
        raise Wrong("the checkpoint is not a signed note")
    text += "\n"
    origin, size, root = text.split("\n")[:3]
    signed = False
    for line in signatures[:-1].split("\n"):
        dash, name, encoded = line.split(" ")
        signature = base64.b64decode(encoded, validate=True)
        key = keys.get((name, signature[:4]))
        if dash == "\u2014" and name == origin and key is not None:
            try:
                key.verify(signature[4:], text.encode())
            except InvalidSignature:
                raise Wrong(f"the signature of `{name}` is not good") from None
            signed = True
    if not signed:
        raise Wrong("none of the keys signed the checkpoint")
    return origin, int(size), base64.b64decode(root, validate=True)


def numbered(number):
    parts = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        parts.append(f"x{number % 1000:03}")
    return "/".join(reversed(parts))


def tile_path(level, number, width):
    return f"tile/{level}/{numbered(number)}" + ("" if width == 256 else f".p/{width}")


def read_entries(folder, size):
    """All entries of the log, from its bundles."""
    for number in range((size + 255) // 256):
        width = min(256, size - number * 256)
        data, at = read(folder / tile_path("entries", number, width)), 0
        for _ in range(width):
            length = int.from_bytes(data[at : at + 2], "big")
            entry = data[at + 2 : at + 2 + length]
            if at + 2 > len(data) or len(entry) != length:
                raise Wrong(f"entry bundle {number} is too short")
            yield entry
            at += 2 + length
        if at != len(data):
            raise Wrong(f"entry bundle {number} is too long")


def check_tiles(folder, hashes):
    """The tiles have the hashes of the entries, level by level."""
    level = 0
    while hashes:
        above = []
        for number in range((len(hashes) + 255) // 256):
            part = hashes[number * 256 : number * 256 + 256]
            if read(folder / tile_path(level, number, len(part))) != b"".join(part):
                raise Wrong(f"tile {number} of level {level} has other hashes than the entries")
            if len(part) == 256:
                above.append(tree_hash(part))
        level, hashes = level + 1, above


def check_entry(path, origin, keys, entries):
    """One entry with its proof: its body, whose bytes the leaf has the digest of."""
    body, leaf = read(path.with_suffix(".json")), read(path.with_suffix(".leaf"))
    said = json.loads(leaf)
    if said["digest"] != "sha256:" + hashlib.sha256(body).hexdigest():
        raise Wrong("the body is not the one whose digest was signed")
    if json.loads(body)["id"] != said["id"]:
        raise Wrong("the body has another id than the leaf")
    above, _, note = read(path).partition(b"\n\n")
    first, *lines = (line for line in above.decode().split("\n") if not line.startswith("extra "))
    if first != "c2sp.org/tlog-proof@v1":
        raise Wrong("this is not a proof")
    index = int(lines[0].split(" ")[1])
    if index != said["position"] - 1 or not 0 <= index < len(entries) or entries[index] != leaf:
        raise Wrong("the leaf is not at its position in the log")
    log, size, root = read_checkpoint(note, keys)
    if log != origin:
        raise Wrong("the proof is for another log")
    proof = [base64.b64decode(line, validate=True) for line in lines[1:]]
    if root_from_proof(leaf_hash(leaf), index, size, proof) != root:
        raise Wrong("the proof does not lead to the root")
    return json.loads(body)


def check_receipt(path, receipt, events, roots):
    """A receipt commits to the question, the answer and perhaps a note, which lie beside it unless they were erased; and the log
    of events that its answer was given on is the beginning of the one here."""
    parts = [path.with_suffix(ending) for ending in (".question", ".answer", ".note")]
    if "commitment" in receipt and path.with_suffix(".salt").exists():
        digests = b"".join(sha256(read(part)) for part in parts if part.exists())
        if receipt["commitment"] != "sha256:" + sha256(read(path.with_suffix(".salt")) + digests).hex():
            raise Wrong("question and answer are not the ones that the receipt commits to")
    elif any(part.exists() for part in parts):
        raise Wrong("there is a question or an answer that the receipt does not commit to")
    log = receipt.get("basis", {}).get("log")
    if log:
        if log["size"] not in roots:
            roots[log["size"]] = tree_hash(events[: log["size"]]) if log["size"] <= len(events) else None
        if roots[log["size"]] is None or log["root"] != "sha256:" + roots[log["size"]].hex():
            raise Wrong("the answer was given on another log of events")


def check_row(path, part):
    """A row of a batch: its own receipt is in the tree whose root is in the receipt of its part. Its number there, its hash."""
    body = read(path)
    receipt, (first, index, size, *lines) = json.loads(body), read(path.with_suffix(".row-proof")).decode().rstrip("\n").split("\n")
    if first != "licet/row-proof@v1" or int(size.split(" ")[1]) != part["rows"]:
        raise Wrong("this is not a proof of a row of this part")
    number, proof = int(index.split(" ")[1]), [base64.b64decode(line, validate=True) for line in lines]
    if "sha256:" + root_from_proof(leaf_hash(body), number, part["rows"], proof).hex() != part["root"]:
        raise Wrong("the proof does not lead to the root of the part")
    if receipt["batch"] != part["batch"]:
        raise Wrong("the row is of another batch")
    return receipt, number, leaf_hash(body)


def check_receipts(folder, events):
    """Every receipt here, with what lies beside it: question and answer, or rows of a batch."""
    roots, batches, wholes, count, manifests = {}, {}, [], 0, 0
    for path in sorted((folder / "entries").rglob("*.tlog-proof")):
        receipt = json.loads(read(path.with_suffix(".json")))
        try:
            check_receipt(path, receipt, events, roots)
            if receipt.get("type") == "batch" and receipt["whole"]:
                wholes.append((path, receipt))
            elif receipt.get("type") == "batch":
                rows = {}
                for row in sorted(path.with_suffix(".rows").rglob("*.json")):
                    own, number, rows[number] = check_row(row, receipt)
                    check_receipt(row, own, events, roots)
                    count += 1
                place = json.loads(read(path.with_suffix(".leaf")))["position"]
                batches.setdefault(receipt["batch"], []).append((place, [rows.get(number) for number in range(receipt["rows"])]))
        except Wrong as error:
            raise Wrong(f"{path.relative_to(folder.parent)}: {error}") from None
    for path, whole in wholes:
        hashes = [item for _, part in sorted(batches.get(whole["batch"], [])) for item in part]
        if len(hashes) == whole["rows"] and None not in hashes:  # else not all of its rows are here
            if "sha256:" + tree_hash(hashes).hex() != whole["root"]:
                raise Wrong(f"{path.relative_to(folder.parent)}: the manifest is not that of the rows of its batch")
            manifests += 1
    if count:
        print(f"{folder.name}: {count} rows of batches as their parts have them; {manifests} batches with all their rows")


def check_log(folder, keys, earlier):
    origin, size, root = read_checkpoint(read(folder / "checkpoint"), keys)
    entries = list(read_entries(folder, size))
    hashes = [leaf_hash(entry) for entry in entries]
    if tree_hash(hashes) != root:
        raise Wrong("the entries have another root than the one that was signed")
    check_tiles(folder, hashes)
    for number, entry in enumerate(entries, 1):
        said = json.loads(entry)
        if (said["position"], said["log"]) != (number, folder.name):
            raise Wrong(f"entry {number} says that it is another one")
    for name, (other, count, before) in earlier.items():
        if other == origin and (count > size or tree_hash(hashes[:count]) != before):
            raise Wrong(f"the log does not begin with the one of `{name}`: {count} entries were signed then")
    shown = 0
    for path in sorted((folder / "entries").rglob("*.tlog-proof")):
        try:
            check_entry(path, origin, keys, entries)
        except Wrong as error:
            raise Wrong(f"{path.relative_to(folder)}: {error}") from None
        shown += 1
    print(f"{folder.name}: {size} entries as `{origin}` signed them; {shown} of them here with their contents")
    return origin, hashes


def main():
    parser = argparse.ArgumentParser(description="Check an export of a log.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--key", action="append", default=[], metavar="VKEY")
    parser.add_argument("--earlier", action="append", default=[], type=Path, metavar="CHECKPOINT")
    given = parser.parse_args()
    try:
        texts = given.key or [(given.folder / "keys").read_text()]
        keys = dict(read_key(line) for text in texts for line in text.rstrip("\n").split("\n"))
        if not given.key:
            print("note: the keys are those of the export: compare them with the ones that you were given, or pass those with --key")
        earlier = {str(path): read_checkpoint(path.read_bytes(), keys) for path in given.earlier}
        folders = sorted(path.parent for path in given.folder.glob("*/checkpoint"))
        if not folders:
            raise OSError(f"`{given.folder}` is not an export: it has no checkpoint")
        logs = {folder.name: check_log(folder, keys, earlier) for folder in folders}
        if "receipts" in logs:
            check_receipts(given.folder / "receipts", logs["events"][1] if "events" in logs else [])
        for name, (origin, _, _) in earlier.items():
            if origin not in [other for other, _ in logs.values()]:
                raise OSError(f"`{name}` is of `{origin}`, which is none of the logs here")
        READ.update((given.folder / "keys", given.folder / "README.md"))
        for path in sorted(given.folder.rglob("*")):
            if path not in READ and not path.is_dir():
                raise Wrong(f"`{path.relative_to(given.folder)}` is there, and nothing proves it")
    except Wrong as error:
        print(f"NOT as signed: {error}")
        return 1
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"NOT checked, files are missing or not of the format: {error}")
        return 1 if isinstance(error, (ValueError, KeyError, TypeError)) else 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
