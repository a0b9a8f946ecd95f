package tui

// FramesPerSecond is how often the console is painted at most. Bubble Tea's own 60 would let a key
// wait for 16 ms before anything else is done for it; where nothing changes nothing is painted.
const FramesPerSecond = 120
