"""What every app stands on and that knows nothing of emulation: audit, files, once-only forms, versions, policy."""
