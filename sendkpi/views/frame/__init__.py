"""What frames every page: position bar, headings, links, access, errors, start-up, markup, figures."""
