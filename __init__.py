"""Licet: does this shipment need an export licence, as far as was known, and why."""

__version__ = "0.1.0"
