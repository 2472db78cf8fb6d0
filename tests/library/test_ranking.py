"""A ranking gives way: whoever asks something else does not wait for it."""

import threading

import pytest

from compact_core import open_library
from compact_core.folders import cache_folder
from compact_core.library.catalogue import Catalogue
from compact_core.library.database import RankingStoppedError
from compact_core.library.opening import library_in
from compact_core.library.search.query import Query
from programs import LONGEST_WAIT, until

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000) SELECT count(*) FROM n"
"""A question that keeps SQLite busy for many seconds."""


class Ranking(threading.Thread):
    """Asks a long question beside the test."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Begin to ask a catalogue."""
        super().__init__(daemon=True)
        self._catalogue = catalogue
        self.said = ""
        self.start()

    def run(self) -> None:
        """Keep what the question ends with."""
        try:
            self._catalogue.rank(LONG, ())
        except RankingStoppedError as error:
            self.said = str(error)


def test_a_search_stops_a_ranking_that_still_runs(home: object) -> None:
    """What is asked in the meantime is answered at once, and the ranking says why it gave nothing."""
    del home
    open_library()
    catalogue = Catalogue(f"{cache_folder()}/catalogue.sqlite")
    (view,), *_ = catalogue.select("SELECT DISTINCT view FROM listed")
    with library_in(catalogue, view) as library:
        query = Query("share power", typing=True, ranked=False)
        expected = library.find(query)
        ranking = Ranking(catalogue)
        until(lambda: bool(catalogue._ranking), "the ranking has begun")  # noqa: SLF001 - nobody else has to know
        assert library.find(query) == expected != []
        ranking.join(LONGEST_WAIT)
        assert not ranking.is_alive(), f"the ranking was not stopped in {LONGEST_WAIT} seconds"
    assert ranking.said == "Another search has begun."


def test_nothing_else_is_stopped() -> None:
    """Where nothing is ranked, what is asked next goes on; an error of another kind stays what it is."""
    with Catalogue(":memory:") as catalogue:
        catalogue.stop_ranking()
        assert catalogue.rank("SELECT 1", ()) == [(1,)]
        catalogue.stop_ranking()
        assert catalogue.select("SELECT 2") == [(2,)]
        with pytest.raises(Exception, match=r"^no such table: gone$"):
            catalogue.rank("SELECT * FROM gone", ())
