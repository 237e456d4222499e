"""The signed receipt of a report: frozen when it is filed, printed, verified by anybody.

Its words stand here in Vietnamese and are not translated: an official paper has one
language whoever makes it.
"""
