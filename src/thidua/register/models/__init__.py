from thidua.register.models.leaf import RegisterLeaf, RegisterNode
from thidua.register.models.register import Register, RegisterCheckpoint, RegisterKey

__all__ = ["Register", "RegisterCheckpoint", "RegisterKey", "RegisterLeaf", "RegisterNode"]
