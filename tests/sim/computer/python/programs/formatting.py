name, value, items = "World", 1234567.891, [1, 2, 3]
print(f"Hello {name!r} {value:,.2f} {value:e} {value:>15.1f}|{name:^11}|{name:*<8}")
print(f"{items[0]} {len(items)} {'nested ' + name} {items=} {value=:.1f}")
print(f"{255:b} {255:o} {255:x} {255:#X} {255:08b} {-5:+d} {5:+d} {0.256:.1%}")
width = 10
print(f"{name:>{width}}|{3.14159:{width}.{2}f}|{{literal}}")
print("%5d|%-5s|%05.1f|%x|%s|%r|%%" % (42, "ab", 3.14159, 255, None, "q"))
print("{0} {1} {0} {key} {2[0]}".format("a", "b", [9], key="k"), "{:>8}".format("right"))
print("a-b-c".split("-"), "-".join(["x", "y"]), "  pad ".strip(), "Hello".replace("l", "L"), "abc".upper().lower().title())
print("hello world".capitalize(), "x=1;y=2".partition(";"), "abcabc".find("c"), "abcabc".rfind("c"), "abc".startswith(("a", "z")))
text = """multi
line"""
print(text.splitlines(), repr("tab\t'quote\""), 'it''s', "a" "b", r"raw\n", "\u00e9\x41\N{BULLET}" if False else "\u00e9\x41")
print("ß".upper(), "ǅ".lower(), "İ".casefold() == "i̇", "αβγ".isalpha(), "12".isdigit(), "abc"[::-1], "abc" * 2, "b" in "abc")
print(f"{'yes' if items else 'no'}", f"{1_000_000:_}", f"{True}", f"{None}", f"{1e10}", f"{1e16}", f"{1.0}", f"{2**70}")
import datetime
print(f"{datetime.date(2024, 1, 2):%d.%m.%Y}", format(3.14159, ".3f"), format("x", ">3"), str(1.10), repr(0.1 + 0.2))
