"""What is expected of the service, a file for each theme."""
