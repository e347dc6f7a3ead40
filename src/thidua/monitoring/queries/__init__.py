"""What the work list, the stepper and the start page show, gathered from the apps below."""
