"""Every type of problem that the API gives: a closed list, each with a page at `/problems/<slug>`. Slugs never change their meaning.

A new type is one entry in `TYPES`. Whoever raises it says in `detail` what is wrong in this one case.
"""

from typing import Final, NamedTuple


class Type(NamedTuple):
    """A type of problem. `meaning`: what happened, and what did not; `remedy`: what whoever asks can do."""

    status: int
    title: str
    meaning: str
    remedy: str


TYPES: Final[dict[str, Type]] = {
    "not-http": Type(
        400,
        "Not HTTP",
        "The bytes that came cannot be read as an HTTP request. Nothing was done.",
        "Use an HTTP client, and check what is between it and this server.",
    ),
    "client-left": Type(
        400,
        "Body did not arrive",
        "The connection ended before the whole body had arrived. Nothing was done.",
        "Send the request again.",
    ),
    "no-credentials": Type(
        401,
        "Not authenticated",
        "The request carries no key or token, or one that is unknown, expired or revoked. Nothing was done.",
        "Send `Authorization: Bearer …` with an API key or a token that is in force. Keys come from whoever administers this server.",
    ),
    "not-permitted": Type(
        403,
        "Not permitted",
        "Whoever asks is known, but lacks the scope that this needs. Nothing was done.",
        "Use credentials with the scope that `detail` names, or have it added.",
    ),
    "not-found": Type(
        404,
        "Not found",
        "There is nothing at this path, or nothing under this id.",
        "Check the path and the id. `/docs` lists what there is.",
    ),
    "method-not-allowed": Type(
        405,
        "Method not allowed",
        "The path exists, but not for this method.",
        "Use a method that the header `Allow` lists.",
    ),
    "not-acceptable": Type(
        406,
        "Not acceptable",
        "The answer is not available in any media type that the header `Accept` takes.",
        "Ask for a media type that `detail` names, or leave `Accept` out.",
    ),
    "too-slow": Type(
        408,
        "Body too slow",
        "The body took longer to arrive than this server waits. Nothing was done.",
        "Send the request again. Send large batches in parts.",
    ),
    "id-taken": Type(
        409,
        "Id taken",
        "An event with this id is recorded with other content. Events never change; nothing was recorded.",
        "Give the event an id of its own, or record an `entry_corrected`. Sending the same again will fail again.",
    ),
    "erased": Type(
        410,
        "Erased",
        "What was here was erased on request or at the end of its retention. It will not come back.",
        "Ask the question again, if the answer is still needed.",
    ),
    "position-moved": Type(
        412,
        "Log has moved on",
        "The log is not at the position that `If-Match` names: others have appended. Nothing was recorded.",
        "Read the events after your position, check that yours still hold, and append again with the new position.",
    ),
    "body-too-large": Type(
        413,
        "Body too large",
        "The body, or a line of it, has more bytes than this path takes. Nothing was done with it.",
        "Send less at once: `detail` says how much is taken.",
    ),
    "unsupported-media-type": Type(
        415,
        "Unsupported media type",
        "The body is sent in a media type, a character set or an encoding that this path does not read. Nothing was done.",
        "Send what `detail` names, in UTF-8, without `Content-Encoding`.",
    ),
    "bad-input": Type(
        422,
        "Bad input",
        "The request was read and cannot be carried out as it stands. `errors` lists every fault: `pointer` leads to a value of the "
        "body (RFC 6901, as a URI fragment), `parameter` names a parameter or a header. Nothing was done.",
        "Mend what `errors` lists, and send the request again.",
    ),
    "key-reused": Type(
        422,
        "Idempotency key reused",
        "This `Idempotency-Key` was used before, for a request with another body. Nothing was done.",
        "Use a new key for every new request. To repeat a request whose answer was lost, send the very same body.",
    ),
    "condition-missing": Type(
        428,
        "Expected position missing",
        "An append has to say which position of the log it was written for. Nothing was recorded.",
        'Read the head of the log, and append with `If-Match: "<position>"`.',
    ),
    "too-many-requests": Type(
        429,
        "Too many requests",
        "More was asked than this server grants to one caller. Nothing was done.",
        "Wait for the seconds that `Retry-After` gives. `RateLimit-Policy` says what is granted, `RateLimit` what is left. Many questions "
        "are cheaper as one batch.",
    ),
    "headers-too-large": Type(
        431,
        "Headers too large",
        "The request's headers, or its path and parameters, are longer than this server reads. Nothing was done.",
        "Send shorter headers; put the question into the body.",
    ),
    "failure": Type(
        500,
        "Failure",
        "Something went wrong on the server. No answer was given, and a failure is never an answer.",
        "Tell whoever runs the server the `X-Request-Id` of the response: its log has the cause. An append may be repeated with the same "
        "`Idempotency-Key`.",
    ),
    "log-damaged": Type(
        500,
        "Log damaged",
        "The event log is not what it was when it was written. Nothing is answered from it.",
        "Tell whoever runs the server: the log has to be looked into, and perhaps restored from a backup.",
    ),
    "log-unavailable": Type(
        503,
        "Log out of reach",
        "The database of the event log cannot be reached for the moment. No answer was given.",
        "Try again after the seconds that `Retry-After` gives. An append may be repeated with the same `Idempotency-Key`.",
    ),
    "issuer-unavailable": Type(
        503,
        "Token cannot be checked",
        "The keys of the token issuer cannot be fetched for the moment, so the token is neither good nor bad. Nothing was done.",
        "Try again after the seconds that `Retry-After` gives, or use an API key.",
    ),
    "not-ready": Type(
        503,
        "Not ready",
        "This process cannot answer now: its log cannot be read, or what it has read is behind the log.",
        "Ask another process, or try again later.",
    ),
    "not-signed": Type(
        503,
        "Not signed yet",
        "What is to be proved is not in a signed checkpoint yet, or this server signs none.",
        "Try again after the seconds that `Retry-After` gives; if it stays so, ask whoever runs the server whether it signs.",
    ),
    "too-many-streams": Type(
        503,
        "Too many streams",
        "As many clients as this process takes follow the log already.",
        "Follow it through another process, try again after the seconds that `Retry-After` gives, or read `GET /v1/events` now and then.",
    ),
    "shutting-down": Type(
        503,
        "Shutting down",
        "This process is ending and takes nothing new.",
        "Ask another process, or try again after the seconds that `Retry-After` gives.",
    ),
}
