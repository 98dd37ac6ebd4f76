"""National releases of SEN2 figures, as downloaded."""
