"""The error of this package."""


class TlogError(ValueError):
    """Bytes that are not of the format, a signature that is not good, or a proof that does not hold."""
