"""How a council decides: who may vote, whether it is quorate, what a count must add up to, what passes."""
