"""Teaching with the toolkit: eight activities, each made from one source into notebooks, a page, a handout, a slide."""

from toolkit.teaching.activities import Activity as Activity
from toolkit.teaching.activities import activities as activities
from toolkit.teaching.activities import activity as activity
