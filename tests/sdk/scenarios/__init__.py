"""One list of scenarios, run by every client of the service: see ../README.md."""
