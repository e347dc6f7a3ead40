from thidua.register.models.leaf import RegisterLeaf, RegisterNode, RegisterPart
from thidua.register.models.register import Register, RegisterCheckpoint, RegisterKey

__all__ = ["Register", "RegisterCheckpoint", "RegisterKey", "RegisterLeaf", "RegisterNode", "RegisterPart"]
