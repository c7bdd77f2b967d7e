"""How we conclude: from events to a policy, from a policy and a shipment to a determination."""
