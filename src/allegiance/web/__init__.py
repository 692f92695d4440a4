"""Web: the workbench in a browser, for people who do not program. Start reading at `app.py`."""
