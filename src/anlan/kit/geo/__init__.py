"""Where things are: coordinates, quadkeys, shapes, map tiles and area search; knows no subject."""
