"""The support institutions' accompaniment of a company. Empty until its part; it will never import `screening`."""
