# `python -m flask`, and the command `flask`.
from .cli import main

if __name__ == '__main__':
    main()
