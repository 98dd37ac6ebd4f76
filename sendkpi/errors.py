"""What a caller can act on: each error is one plain sentence, shown as it is."""


class SendKpiError(Exception):
    """The request cannot be carried out, for the reason its message gives."""


class PlanError(SendKpiError):
    """A plan folder has faults; `faults` names each by file, row and column."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        """Keep the faults apart, beside the message that joins them."""
        super().__init__("\n".join(faults))
        self.faults = faults


class UnknownNameError(SendKpiError):
    """A measure, area, owner or breakdown that the plan does not hold."""


class RefusedError(SendKpiError):
    """A submission that cannot be stored as it stands."""


class ClockError(RefusedError):
    """The clock is behind what is recorded, so that nothing more can be recorded in its order."""


class AlreadyLoadedError(SendKpiError):
    """The same bytes stand in the store already."""


class AlreadyIssuedError(RefusedError):
    """The same paper, word for word and figure for figure, was issued already."""


class NotFoundError(SendKpiError):
    """Nothing of that number or name is kept."""


class DestroyedError(NotFoundError):
    """The bytes of a submission's original were destroyed."""
