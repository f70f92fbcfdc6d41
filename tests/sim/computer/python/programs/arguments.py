import argparse

parser = argparse.ArgumentParser(prog="tool", description="Converts things.")
parser.add_argument("source", help="what to convert")
parser.add_argument("-o", "--output", default="out.txt", help="where to put it")
parser.add_argument("-n", "--count", type=int, default=1, help="how often (default: %(default)s)")
parser.add_argument("-v", "--verbose", action="store_true")
parser.add_argument("--mode", choices=["fast", "slow"], default="fast", help="how")
parser.add_argument("extra", nargs="*")
print(parser.parse_args(["in.txt"]))
print(parser.parse_args(["-v", "--count=3", "in.txt", "a", "b", "--mode", "slow", "-oX"]))
print(parser.format_help())
for wrong in (["in", "--count", "x"], [], ["in", "--mode", "medium"], ["in", "--nope"]):
    try:
        parser.parse_args(wrong)
    except SystemExit as stop:
        print("exit", stop.code)
commands = argparse.ArgumentParser(prog="app")
sub = commands.add_subparsers(dest="command", required=True)
run = sub.add_parser("run", help="runs it")
run.add_argument("--port", type=int, default=8000)
sub.add_parser("stop", help="stops it")
print(commands.parse_args(["run", "--port", "80"]))
print(commands.format_help())
