"""What every app stands on, knowing nothing of emulation: audit, files, once-only forms, versions."""
