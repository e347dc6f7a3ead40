"""The law of emulation and commendation as shipped: dated data files and the door to read them."""
