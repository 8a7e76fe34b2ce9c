"""Web pages, alone or in the archives that browsers and crawlers keep."""
