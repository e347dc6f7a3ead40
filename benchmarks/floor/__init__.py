"""The smallest honest Django application: one page for somebody signed in, one row saved durably."""
