"""What the law says: rules as data, one table per step from a finding to its conclusion."""
