// dotenv: settings from a file into the environment.
const fs = require('fs');
const path = require('path');

const line =
  /^\s*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/gm;

function parse(source) {
  const values = {};
  const text = source.toString().replace(/\r\n?/g, '\n');
  for (const [, key, given = ''] of text.matchAll(line)) {
    let value = given.trim();
    const quote = value[0];
    value = value.replace(/^(['"`])([\s\S]*)\1$/g, '$2');
    if (quote === '"') value = value.replace(/\\n/g, '\n').replace(/\\r/g, '\r');
    values[key] = value;
  }
  return values;
}

function populate(target, values, { override = false } = {}) {
  for (const [key, value] of Object.entries(values)) if (override || !Object.hasOwn(target, key)) target[key] = value;
}

function config(options = {}) {
  const { version } = require('./package.json');
  const quiet = options.quiet ?? !version.startsWith('17');
  const files = [options.path ?? path.resolve(process.cwd(), '.env')].flat();
  const parsed = {};
  let failure;
  for (const file of files) {
    try {
      populate(parsed, parse(fs.readFileSync(file, { encoding: options.encoding ?? 'utf8' })), options);
    } catch (error) {
      failure = error;
    }
  }
  populate(options.processEnv ?? process.env, parsed, options);
  if (!quiet) {
    const names = files.map((file) => path.relative(process.cwd(), file));
    console.log(`[dotenv@${version}] injecting env (${Object.keys(parsed).length}) from ${names.join(',')}`);
  }
  return failure ? { parsed, error: failure } : { parsed };
}

module.exports = { config, parse, populate, configDotenv: config };
