"""Ways out to people behind one small interface (``adapters``); each knows a gateway and no notice."""
