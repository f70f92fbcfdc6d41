import csv
import io

rows = [{"name": "Ada", "city": "London, UK"}, {"name": 'Bob "B"', "city": "Paris"}]
out = io.StringIO()
writer = csv.DictWriter(out, fieldnames=["name", "city"])
writer.writeheader()
writer.writerows(rows)
print(repr(out.getvalue()))
print(list(csv.DictReader(io.StringIO(out.getvalue()))))
for row in csv.reader(["a,b,c", '"1,2",x,"say ""hi"""', "", "d;e"]):
    print(row)
with open("/tmp/drydock.csv", "w", newline="") as handle:
    csv.writer(handle, delimiter=";").writerows([["x", 1, None], ["y", 2.5, "a;b"]])
with open("/tmp/drydock.csv") as handle:
    print(handle.read())
with open("/tmp/drydock.csv") as handle:
    print(sum(float(row[1]) for row in csv.reader(handle, delimiter=";")))
