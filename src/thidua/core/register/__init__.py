"""The register of decisions as a Merkle log: salted leaves, inclusion and consistency proofs, checkpoints.

Hashes follow RFC 6962, section 2.1 (leaf = SHA-256(0x00 ‖ data), node = SHA-256(0x01 ‖ left ‖ right)).
"""
