"""The checks, one a module; ``kztrans.checks.registry`` puts them in order."""
