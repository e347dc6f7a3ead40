"""`thidua manage`: Django's own commands, for those who keep the installation."""

import argparse

from django.core.management import execute_from_command_line


def run(arguments: argparse.Namespace) -> int:
    execute_from_command_line(["thidua manage", *arguments.arguments])
    return 0
