"""What the rules rest on: articles of Chinese law as the corpus records them, and principles of Licet stated as such."""

from typing import Final

from ..events.citation import Citation

LICENCE_DUTY: Final = Citation(
    provision="CN-ECL-2020/12", text="Export Control Law, Article 12: a controlled item is exported under a licence"
)
TERRITORY: Final = Citation(provision="CN-ECL-2020/2", text="Export Control Law, Article 2: what counts as an export of controlled items")
ABROAD: Final = Citation(
    provision="CN-DUR-2024/49", text="Dual-Use Regulations, Article 49: the ministry may extend the duty to persons abroad"
)
SILENCE: Final = Citation(provision=None, text="Licet: silence, error and doubt are never permission")
HINT: Final = Citation(provision=None, text="Licet: a hint neither binds nor frees")
LIMBS: Final = Citation(
    provision=None, text="Licet: a provision concerns a shipment only where its goods, places, persons, uses and reach are all met"
)
TIME: Final = Citation(
    provision=None, text="Licet: a provision binds on the days on which it operates by its own text and by the acts that changed it"
)
STRICT: Final = Citation(
    provision=None, text="Licet: how applications are treated changes the prospects of a licence, never whether one is required"
)
