"""监测: devices and stations, their readings, thresholds, and the alarms they raise."""
