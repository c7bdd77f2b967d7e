"""The features of reference, bound to their steps. Run once by `asked.record`, which gives the driver; not collected by itself."""

from pytest_bdd import scenarios

from licet.tests.strength.asked import REFERENCE

pytest_plugins = ["licet.tests.steps.given", "licet.tests.steps.then"]

scenarios(*map(str, REFERENCE))
