"""The local web app: drop a transcript, see its page, mend who is staff, and keep it in a library (extra: app).

It answers this machine alone: bound to 127.0.0.1, nobody gets a page without the token of the address that
``carescore open`` prints, and nothing is loaded from elsewhere.
"""

from carescore.app.server import serve

__all__ = ["serve"]
