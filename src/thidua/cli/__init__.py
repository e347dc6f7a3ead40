"""The console command: one module for each thing it can do."""
