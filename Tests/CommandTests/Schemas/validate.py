#!/usr/bin/env python3
"""validate.py SCHEMAS LIST: holds documents against their schemas.

SCHEMAS is a folder of NAME.json; LIST has a line for each document, "NAME PATH". Every document must fit, and must stop
fitting when a member of ours is misspelt, when one that is demanded goes, or when a number becomes a text. Prints a line for
each problem and then what was done.
"""
import json, pathlib, sys
from jsonschema import Draft202012Validator


def places(value, schema):
    """Each object that its schema closes, with the schema."""
    if not isinstance(schema, dict):
        return
    if isinstance(value, dict):
        members = schema.get("properties", {})
        if schema.get("additionalProperties") is False:
            yield value, schema
        for name, child in value.items():
            yield from places(child, members.get(name, schema.get("additionalProperties")))
    elif isinstance(value, list):
        for child in value:
            yield from places(child, schema.get("items"))


def survivors(document, schema, seen):
    """Mistakes that go unseen, one of each kind for each shape of object; an object is broken, judged and mended."""
    for value, shape in places(document, schema):
        validator = None
        for name in list(value):
            key = (shape.get("description"), name)
            if key in seen:
                continue
            seen.add(key)
            validator = validator or Draft202012Validator(shape)
            whole = dict(value)
            mistakes = [("misspelt", {**{k: v for k, v in whole.items() if k != name}, name + "x": whole[name]})]
            if name in shape.get("required", []):
                mistakes.append(("left out", {k: v for k, v in whole.items() if k != name}))
            mistakes.append(("of another kind", {**whole, name: 7 if not isinstance(whole[name], (int, float)) else "word"}))
            for what, broken in mistakes:
                yield f"{name} {what}", validator.is_valid(broken)


def main():
    folder, listing = map(pathlib.Path, sys.argv[1:3])
    schemas = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        if schema.get("$schema") != "https://json-schema.org/draft/2020-12/schema":
            print(f"{name}: not of the draft")
    used, broken_shapes, checked, refused = set(), set(), 0, 0
    for line in listing.read_text().splitlines():
        name, path = line.split(" ", 1)
        document = json.loads(pathlib.Path(path).read_text())
        validator = Draft202012Validator(schemas[name])
        used.add(name)
        checked += 1
        for error in list(validator.iter_errors(document))[:5]:
            print(f"{path} as {name}: {error.json_path}: {error.message[:200]}")
        for what, survives in survivors(document, schemas[name], broken_shapes):
            refused += 1
            if survives:
                print(f"{path} as {name}: still valid with {what}")
        # The mistake of a part is one of the whole.
        if isinstance(document, dict) and validator.is_valid({**document, "misspelt": 1}):
            print(f"{path} as {name}: still valid with a member nobody knows")
    for name in sorted(set(schemas) - used):
        print(f"{name}: no document was held against it")
    print(f"{checked} documents, {len(used)} schemas, {refused} broken copies")


main()
