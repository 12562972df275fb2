"""Comparisons of Samspill with what people would use instead; run by compare_peers.py."""
