// What phpinfo() shows: as a page in a server, as text on a command line.
import { toText } from '../bytes.ts';
import { PhpArray, type Value } from '../values.ts';
import { toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { escapeHtml } from './html.ts';

type Rows = readonly (readonly [string, string])[];

function superglobal(php: Engine, name: string): Rows {
  const value: Value = php.superglobals.get(name)?.value ?? null;
  if (!(value instanceof PhpArray)) return [];
  return value
    .entries()
    .map(([key, one]) => [`$${name}['${key}']`, one instanceof PhpArray ? 'Array' : toStr(php, one)] as const);
}

/** The text of phpinfo. */
export function phpInfo(php: Engine): string {
  const { ini, around, process } = php;
  const release = process.files.readText('/proc/sys/kernel/osrelease');
  const names: Readonly<Record<string, string>> = {
    cli: 'Command Line Interface', 'cli-server': 'Built-in HTTP server', apache2handler: 'Apache 2.0 Handler', 'fpm-fcgi': 'FPM/FastCGI',
  }; // prettier-ignore
  const general: Rows = [
    ['System', `Linux ${process.hostname} ${typeof release === 'string' ? release.trim() : ''} x86_64`],
    ['Server API', names[around.sapi] ?? around.sapi],
    ['Loaded Configuration File', ini.files.find((path) => path.endsWith('/php.ini')) ?? '(none)'],
    ['Additional .ini files parsed', ini.files.filter((path) => !path.endsWith('/php.ini')).join(', ') || '(none)'],
    ['Registered PHP Streams', 'php, file, http'],
  ];
  const sections: (readonly [string, Rows])[] = [
    ['Core', ini.entries()],
    ...[...around.extensions].sort().map((name) => [name, [[`${name} support`, 'enabled']] as Rows] as const),
    ['Environment', [...process.env]],
    ['PHP Variables', ['_SERVER', '_GET', '_POST', '_COOKIE'].flatMap((name) => superglobal(php, name))],
  ];
  if (around.sapi === 'cli')
    return `phpinfo()\nPHP Version => ${around.version}\n\n${general.map((row) => row.join(' => ')).join('\n')}\n\n${sections
      .map(([title, rows]) => `${title}\n\n${rows.map((row) => row.join(' => ')).join('\n')}\n`)
      .join('\n')}`;
  const cell = (text: string): string => escapeHtml(toText(text), 11, true) || '<i>no value</i>';
  const table = (rows: Rows): string =>
    `<table>\n${rows.map(([name, value]) => `<tr><td class="e">${cell(name)}</td><td class="v">${cell(value)}</td></tr>`).join('\n')}\n</table>\n`;
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<style type="text/css">body {font-family: sans-serif;} table {border-collapse: collapse; width: 934px;} td {border: 1px solid #666; padding: 4px 5px;} .e {background-color: #ccf; width: 300px; font-weight: bold;} .v {background-color: #ddd;} h1 {font-size: 150%;}</style>
<title>PHP ${around.version} - phpinfo()</title></head>
<body><div class="center">
<table><tr class="h"><td><h1 class="p">PHP Version ${around.version}</h1></td></tr></table>
${table(general)}${sections.map(([title, rows]) => `<h2>${title}</h2>\n${table(rows)}`).join('')}</div></body></html>`;
}
