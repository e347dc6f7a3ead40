#!/usr/bin/env python3
"""Django's management commands, for developers; people use the `thidua` command."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings.dev")
    execute_from_command_line(sys.argv)
