"""The desk: the one room that reads a clock and drives what lives: calls, timer, background work, speech and sockets."""
