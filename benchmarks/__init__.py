"""What is measured: the portal beside a floor, in one run on one machine.

Absolute figures drift from machine to machine, so each benchmark is a ratio to the
least code that does the same work on the same server and database.
"""
