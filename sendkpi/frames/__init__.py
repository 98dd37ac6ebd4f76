"""Every frame's columns and their types, as the types of its rows; one place that settles them, one that reads rows."""

from sendkpi.frames.row import Day, Moment, Names, Row, Whole, beside, columns_of, frame, plain_records, rows_of, settle
