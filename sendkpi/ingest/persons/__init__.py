"""Records of single persons, wherever they are in a workbook: refused."""
