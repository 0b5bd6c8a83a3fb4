"""The doors by which readings come in: MQTT, frames over TCP, JSON over HTTP. Each hands samples to the intake."""
