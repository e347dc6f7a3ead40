"""What monitoring writes: answers to doubts, rounds, visits, signatures."""
