"""`python -m rlkb_cli`, and the entry of the `rlkb` command."""

from rlkb_cli.cli import main

if __name__ == "__main__":
    main()
