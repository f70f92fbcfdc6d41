import json

data = {"name": "Ada", "age": 36, "tags": ["a", "b"], "nested": {"x": 1.5, "y": None, "ok": True}, "ü": "é"}
text = json.dumps(data)
print(text)
print(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))
again = json.loads(text)
print(again == data, again["nested"]["x"], type(again["tags"]))
with open("/tmp/drydock.json", "w") as handle:
    json.dump(data, handle)
with open("/tmp/drydock.json") as handle:
    print(json.load(handle)["name"])
for wrong in ('{"a": }', '[1, 2', '{"a": 1,}', "nope", '"x', '[1] 2'):
    try:
        json.loads(wrong)
    except json.JSONDecodeError as error:
        print(error)
class Point:
    pass
try:
    json.dumps(Point())
except TypeError as error:
    print(error)
print(json.dumps({1: "a", True: 2, None: 3}, separators=(",", ":")), json.dumps([1e20, 0.1, float("inf"), "\n\"\\"]))
