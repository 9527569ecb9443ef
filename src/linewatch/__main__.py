"""``python -m linewatch`` is the command ``linewatch``."""

from linewatch.cli import main

if __name__ == "__main__":
    main()
