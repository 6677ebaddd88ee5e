"""``python -m carescore`` is the ``carescore`` command."""

from carescore.cli import main

if __name__ == "__main__":
    main()
