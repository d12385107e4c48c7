"""Pages: each view reads what was sent, calls one service or selector, and answers."""
