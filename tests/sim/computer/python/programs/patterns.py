import re

text = "Ada <ada@example.com>, Bob <bob@test.org>; call +49 30 1234-567 on 2024-05-01"
print(re.findall(r"[\w.]+@[\w.]+", text))
match = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)-(\d\d)", text)
print(match, match.group(), match.group("year"), match.groups(), match.groupdict(), match.span("month"))
print(re.sub(r"(\w+)@(\w+)", r"\2 at \1", "x@y a@b"), re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 22 3"))
print(re.split(r"[;,]\s*", text)[:2], re.match("Ada", text) is not None, re.match("Bob", text), re.fullmatch(r"\d+", "123"))
pattern = re.compile(r"^\s*(\w+)\s*=\s*(.*?)\s*$", re.MULTILINE)
print(pattern.findall("a = 1\n b=two \n#c\n"), pattern.pattern, pattern)
for found in re.finditer(r"(?i)B(o)b|ada", text):
    print(found.start(), found.group(), found.group(1), found.lastindex)
print(re.sub(r"(?x) \s+ # blanks", "_", "a  b c"), re.split(r"(-)", "a-b-c"), re.escape("a.b*c"), re.subn("a", "b", "banana"))
print(re.findall(r"\bfoo\b", "foo foobar foo"), re.findall(r"(a)(b)?", "ab a"), re.sub("", "-", "abc"), re.split("x*", "axbc"))
try:
    re.compile("(unclosed")
except re.error as error:
    print(error)
try:
    re.compile("*a")
except re.error as error:
    print(error)
print(re.search(r"(?<=\+)\d+", text)[0], re.sub(r"(?P<a>\d)", r"[\g<a>]", "1a2"), re.findall("[^a-c]", "abcd-"), bool(re.search("$", "")))
