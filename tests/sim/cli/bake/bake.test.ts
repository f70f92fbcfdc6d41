// Bake files: what `--print` makes of them, recorded from buildx 0.29.
import { expect, it } from 'vitest';
import { BakeError, readDefinition } from '../../../../src/sim/cli/bake/bake-file.ts';
import { printPlan } from '../../../../src/sim/cli/bake/print-plan.ts';
import { planOf } from '../../../../src/sim/cli/bake/targets.ts';

function printed(
  text: string,
  names: readonly string[] = [],
  set: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): unknown {
  const name = text.startsWith('{') ? 'b.json' : 'b.hcl';
  const definition = readDefinition([{ name, text }], new Map(Object.entries(environment)), 0);
  if (definition instanceof BakeError) return definition.message;
  const plan = planOf(definition, names, set);
  return plan instanceof BakeError ? plan.message : (JSON.parse(printPlan(plan)) as unknown);
}

const project = `
variable "TAG" { default = "dev" }
variable "PORT" {
  default = 80
}
variable "LIST" { default = ["a", "b"] }
function "tagged" {
  params = [name]
  result = "reg/\${name}:\${TAG}"
}
group "default" { targets = ["web", "db"] }
target "_common" {
  args = { A = "1", B = upper("x") }
  platforms = ["linux/amd64"]
}
target "web" {
  inherits = ["_common"]
  context = "web"
  tags = [tagged("web"), notequal("", TAG) ? "x:\${TAG}" : "", "p:\${PORT + 1}"]
  args = { B = "2", C = null }
}
target "db" {
  dockerfile = "db.Dockerfile"
  no-cache = true
  tags = [for i in LIST : "db:\${i}"]
  secret = ["id=tok,env=TOK"]
  cache-from = ["type=registry,ref=x"]
}
target "mx" {
  name = "mx-\${item}-\${replace(v, ".", "-")}"
  matrix = { item = ["one", "two"], v = ["1.0", "2.0"] }
  args = { ITEM = item }
}
`;

const web = {
  context: 'web',
  dockerfile: 'Dockerfile',
  args: { A: '1', B: '2' },
  tags: ['reg/web:dev', 'x:dev', 'p:81'],
  platforms: ['linux/amd64'],
};

it('resolves groups, inheritance, functions and loops', () => {
  expect(printed(project)).toEqual({
    group: { default: { targets: ['db', 'web'] } },
    target: {
      db: {
        context: '.',
        dockerfile: 'db.Dockerfile',
        tags: ['db:a', 'db:b'],
        'cache-from': [{ ref: 'x', type: 'registry' }],
        secret: [{ id: 'tok', env: 'TOK' }],
        'no-cache': true,
      },
      web,
    },
  });
});

it('takes variables from the environment and overrides from the command line', () => {
  expect(printed(project, ['web'], ['*.args.B=9', 'web.platform=linux/arm64'], { TAG: '1.0', PORT: '90' })).toEqual({
    group: { default: { targets: ['web'] } },
    target: {
      web: { ...web, args: { A: '1', B: '9' }, tags: ['reg/web:1.0', 'x:1.0', 'p:91'], platforms: ['linux/arm64'] },
    },
  });
});

it('makes a target of each place in a matrix', () => {
  expect(printed(project, ['mx'])).toMatchObject({
    group: {
      default: { targets: ['mx'] },
      mx: { targets: ['mx-one-1-0', 'mx-two-1-0', 'mx-one-2-0', 'mx-two-2-0'] },
    },
    target: { 'mx-two-1-0': { args: { ITEM: 'two' } } },
  });
});

it('reads JSON', () => {
  const text = '{"target": {"default": {"tags": ["${T}:1"]}}, "variable": {"T": {"default": "tt"}}}';
  expect(printed(text)).toEqual({
    group: { default: { targets: ['default'] } },
    target: { default: { context: '.', dockerfile: 'Dockerfile', tags: ['tt:1'] } },
  });
});

it.each<[string, readonly string[], readonly string[], string]>([
  ['target "a" {}', ['nosuch'], [], 'failed to find target nosuch'],
  ['target "a" {\n  inherits = ["b"]\n}', ['a'], [], 'failed to find target b'],
  ['group "default" {\n  targets = ["default"]\n}', [], [], 'failed to find target default'],
  ['target "a" {}', ['a'], ['b.args.A=1'], "could not find any target matching 'b'"],
  ['target "a" {}', ['a'], ['a.nosuch=1'], 'unknown key: nosuch'],
  ['target "a" {}', ['a'], ['a'], 'invalid override key a, expected target.name'],
  [
    'target "a" {\n  tags = ["x"\n}',
    ['a'],
    [],
    'Missing item separator; Expected a comma to mark the beginning of the next item.',
  ],
  [
    'target "a" {\n  tags = ["${NOPE}"]\n}',
    ['a'],
    [],
    'Unknown variable; There is no variable named "NOPE"., and 1 other diagnostic(s)',
  ],
  [
    'variable "A" {\n  default = "1"\n  validation {\n    condition = A == "2"\n    error_message = "must be 2"\n  }\n}\ntarget "default" {}',
    [],
    [],
    'Validation failed; must be 2',
  ],
])('refuses %j', (text, names, set, expected) => {
  expect(printed(text, names, set)).toBe(expected);
});
