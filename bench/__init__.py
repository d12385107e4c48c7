"""Figures of speed, printed as ratios taken in one run: `make bench`. They inform; they fail no build."""
