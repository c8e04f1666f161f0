"""Views as one HTML file that turns in any browser."""
