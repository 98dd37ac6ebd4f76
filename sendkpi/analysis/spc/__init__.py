"""Signal or noise: process charts (XmR) and the NHS's Making Data Count rules."""
