"""The report: one self-contained HTML page that a coordinator can read, print and pass on."""

from samspill.report.render import render
from samspill.report.say_protocols import Say
from samspill.report.text import LANGUAGES

__all__ = ["LANGUAGES", "Say", "render"]
