// Finds a Chromium for the browser tests, and installs one where there is none.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runModule } from './command.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/**
 * The browser to test with: the one that `CHROME_PATH` names, one on the path, an installed application, or Playwright's.
 * @returns {Promise<string | undefined>} the path of the program
 */
export async function findChromium() {
  const { chromium } = await import('playwright-core');
  return [...installedCandidates(), chromium.executablePath()].find(isProgram);
}

/**
 * Like `findChromium`, but installs one when there is none: Debian's package where that is possible, else Playwright's.
 * @returns {Promise<string | undefined>} undefined when that failed too; the reason has been printed
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  console.log('Installing Chromium for the browser tests …');
  if (isDebianRoot()) await installDebianPackage();
  else await runModule('playwright-core/cli.js', ['install', 'chromium'], { show: true });
  return findChromium();
}

function installedCandidates() {
  const { CHROME_PATH, PATH = '', HOME = '' } = process.env;
  const folders = PATH.split(delimiter).filter(Boolean);
  return [
    ...(CHROME_PATH ? [CHROME_PATH] : []),
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...(process.platform === 'darwin' ? ['', HOME].flatMap(macPrograms) : []),
    ...(process.platform === 'win32' ? windowsFolders().flatMap((f) => windowsPrograms.map((p) => join(f, p))) : []),
  ];
}

/** @param {string} home the folder in which `Applications` lies */
function macPrograms(home) {
  return macApps.map((app) => `${home}/Applications/${app}.app/Contents/MacOS/${app}`);
}

function windowsFolders() {
  const { ProgramFiles, LOCALAPPDATA } = process.env;
  return [ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA].filter((folder) => folder !== undefined);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu's package of that name is only a pointer to a snap, so it must be Debian itself. */
function isDebianRoot() {
  const release = '/etc/os-release';
  return process.getuid?.() === 0 && existsSync(release) && /^ID="?debian"?$/m.test(readFileSync(release, 'utf8'));
}

async function installDebianPackage() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']]) {
    const { code, output } = await run('apt-get', ['-qq', ...args], { env });
    if (code !== 0) process.stderr.write(output);
  }
}
