from __future__ import annotations

import datetime as dt

from sendkpi import store
from sendkpi.values import moment_name
from tests.store.filed import april, extract
from tests.views.conftest import dashboard, words

AHEAD = dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=400)
NOTICE = f"The newest entry was recorded on {moment_name(AHEAD)}, but this machine's clock says"


def test_an_entry_ahead_of_the_clock_is_said_on_the_page_and_not_shown(own_database: str):
    engine = store.connect(own_database)
    store.submit(engine, extract(april(4, 9)), by="Ada", now=dt.datetime(2022, 5, 3, 9, tzinfo=dt.UTC))
    assert NOTICE not in words(dashboard().run())
    store.submit(engine, extract(april(9, 9), name="later.xlsx"), by="Ada", now=AHEAD)
    at = dashboard(month="2022-04").run()
    assert not at.exception
    assert NOTICE in words(at)
    assert "44.4%" in words(at)
    assert "100.0%" not in words(at)
