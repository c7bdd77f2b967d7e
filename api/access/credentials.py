"""API keys: what one looks like, and its life from creation to revocation.

A key reads `licet_<id>_<secret><checksum>`. The id is public: lists and logs show it. The secret is 43 characters of 62, 256 bits; the
checksum lets a mistyped key be refused without a look at the database, and tells scanners of leaked secrets that they found one.
What is stored is the SHA-256 of the whole key. A slow hash is for secrets that people think up; one of 2^256 cannot be found by trying,
and every question would pay for the slowness.
"""

import hashlib
import hmac
import re
import secrets
import string
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple, cast

from ...events.dates import legal_day
from ...events.store import Key, Keys, NameTaken
from ..schema import Fault, Refused
from ..terminal.options import Json
from .scopes import SCOPES, Scope

_ALPHABET: Final = string.digits + string.ascii_letters
_ID_LETTERS: Final = string.digits + string.ascii_lowercase
_FORM: Final = re.compile(r"licet_([0-9a-z]{12})_[0-9A-Za-z]{43}([0-9A-Za-z]{6})")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
_SPAN: Final = re.compile(r"([0-9]{1,4})([dh])")


class Issued(NamedTuple):
    """A new key: `text` is the key itself, to be shown once; `key` what is stored."""

    text: str
    key: Key


def key_id_in(text: str) -> str | None:
    """The id of what reads like a key, with its checksum right; None otherwise."""
    form = _FORM.fullmatch(text)
    return form[1] if form and form[2] == _checksum(text[:-6]) else None


def is_of(text: str, key: Key | None) -> bool:
    """Whether `text` is that key. Takes as long for no key as for another one."""
    stored = "0" * 64 if key is None else key.hash
    return hmac.compare_digest(_hash(text), stored) and key is not None


def over(key: Key, now: datetime) -> str | None:
    """Why a key is no longer good, to stand after "the key"; None while it is."""
    if key.revoked_at is not None:
        return f"was revoked on {shown(key.revoked_at)}"
    if key.expires_at is not None and key.expires_at <= now:
        return f"expired on {shown(key.expires_at)}"
    return None


def scopes_of(key: Key) -> frozenset[Scope]:
    """A scope that this version does not know is none."""
    return frozenset(cast(Scope, word) for word in key.scopes & SCOPES)


def create(keys: Keys, name: str, scopes: Sequence[str], expires: str | None, *, by: str, now: datetime) -> Issued:
    """A new key. `expires`: see `instant`. `Refused` names what cannot be."""
    faults = [*_name_faults(keys, name), *_scope_faults(scopes)]
    try:
        until = None if expires is None else instant(expires, now)
    except ValueError as error:
        faults.append(Fault("/expires", "expires", str(error)))
        until = None
    if faults:
        raise Refused(faults)
    try:
        return _issue(keys, name, scopes, until, by=by, alone=True)
    except NameTaken as taken:  # by somebody else in the same instant
        raise Refused([_taken(name, taken.key_id)]) from None


def rotate(keys: Keys, key_id: str, overlap: str, *, by: str, now: datetime) -> Issued:
    """A new key of the same name, scopes and length of life; the old one is good for `overlap` more (`7d`, `12h`, `0d`)."""
    old = known(keys, key_id)
    if (reason := over(old, now)) is not None:
        raise Refused([Fault("", "id", f"`{old.id}` {reason}: make a new key instead")])
    try:
        spare = _span(overlap)
    except ValueError as error:
        raise Refused([Fault("/overlap", "overlap", str(error))]) from None
    until = None if old.expires_at is None else now + (old.expires_at - old.created_at)
    issued = _issue(keys, old.name, sorted(old.scopes), until, by=by)
    # The new one first: cut off in between, the old one is still good, and rotating again mends it.
    keys.limit(old.id, now + spare, by=by)
    return issued


def revoke(keys: Keys, key_id: str, *, by: str) -> Key:
    """From now on, for good. Revoking again changes nothing."""
    return cast(Key, keys.revoke(known(keys, key_id).id, by=by))


def known(keys: Keys, key_id: str) -> Key:
    """The key of that id, or, as a leaked key is at hand as a whole, that key; `Refused` if there is none."""
    key = keys.get(key_id_in(key_id) or key_id)
    if key is None:
        raise Refused([Fault("", "id", f"no key has the id `{key_id[:18]}`: `licet keys list` has the ids")])
    return key


def instant(text: str, now: datetime) -> datetime:
    """`2027-01-31`: through that day, UTC; `90d`, `12h`: from now on. `ValueError` for anything else and for what is past."""
    if _SPAN.fullmatch(text):
        found = now + _span(text)
    else:
        try:
            day: date = legal_day(text)
        except ValueError:
            raise ValueError(f"`{text[:40]}` is neither a day (`2027-01-31`, the last one) nor a time from now on (`90d`, `12h`)") from None
        found = datetime.combine(day, time.max, UTC)
    if found <= now:
        raise ValueError(f"`{text}` is past")
    return found


def shown(at: datetime) -> str:
    """An instant for people: `2027-01-31 23:59 UTC`."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def key_json(key: Key) -> Json:
    """What may be shown of a key, for ever."""
    instants = {name: getattr(key, name) for name in ("created_at", "expires_at", "revoked_at")}
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        **{name: at and at.strftime("%Y-%m-%dT%H:%M:%S.%fZ") for name, at in instants.items()},
        "last_used": key.last_used and key.last_used.isoformat(),
    }


def _issue(keys: Keys, name: str, scopes: Sequence[str], until: datetime | None, *, by: str, alone: bool = False) -> Issued:
    key_id = "".join(secrets.choice(_ID_LETTERS) for _ in range(12))
    text = f"licet_{key_id}_" + "".join(secrets.choice(_ALPHABET) for _ in range(43))
    text += _checksum(text)
    return Issued(text, keys.create(key_id, name, _hash(text), scopes, by=by, expires_at=until, alone=alone))


def _taken(name: str, key_id: str) -> Fault:
    why = "the log names who wrote by it, so it stays with that one"
    return Fault("/name", "name", f"`{name}` is the name of the key `{key_id}`: {why}; rotate that key, or choose another name")


def _name_faults(keys: Keys, name: str) -> list[Fault]:
    if not _NAME.fullmatch(name):
        said = "lower-case letters, digits, `.`, `_`, `-`, at most 63, the first a letter or digit"
        return [Fault("/name", "name", f"`{name[:80]}` is no name for a key: use {said}")]
    for key in keys.list():
        if key.name == name:
            return [_taken(name, key.id)]
    return []


def _scope_faults(scopes: Sequence[str]) -> list[Fault]:
    names = ", ".join(sorted(SCOPES))
    if not scopes:
        return [Fault("/scopes", "scopes", f"a key needs at least one of {names}")]
    return [Fault(f"/scopes/{n}", "scopes", f"`{word[:40]}` is not one of {names}") for n, word in enumerate(scopes) if word not in SCOPES]


def _span(text: str) -> timedelta:
    form = _SPAN.fullmatch(text)
    if form is None:
        raise ValueError(f"`{text[:40]}` is not a time: write days or hours, such as `7d` or `12h`")
    return timedelta(days=int(form[1])) if form[2] == "d" else timedelta(hours=int(form[1]))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _checksum(text: str) -> str:
    """CRC-32 in six characters."""
    rest, out = zlib.crc32(text.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, len(_ALPHABET))
        out = _ALPHABET[digit] + out
    return out
