"""The clock loop: everything that time makes happen, each part under a lease; knows no subject."""
