"""Scale: the same answers over tens of millions of rows. Start reading at `sums.py`."""
