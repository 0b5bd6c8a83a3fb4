"""One module a kind of channel: how a message is handed to a gateway; knows neither notices nor people."""
