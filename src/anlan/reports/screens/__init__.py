"""领导驾驶舱 and 大屏: today's figures, map, rankings, what is late and what runs now, on one page."""
