// The code of Node.js packages that is simulated: what `npm install` writes below node_modules/<name>.
//
// To add a library: put its files beside the others in `modules`, and name it here by the package's name and the paths that its
// files have in the package. When none of them is `package.json` one is made, with `index.js` as its main file and
// `bin/<program>.js` for each program. A package without code gets an `index.js` that throws `not simulated: <name>`.
import { readTextAsset } from '../../node/asset.ts';

/** Files by path below the package's directory: `lib/express.js` → its text. */
export type ModuleFiles = Readonly<Record<string, string>>;

/** A loader of files; it must be a constant, since what it loads is remembered by it. */
function from(files: Readonly<Record<string, URL>>): () => Promise<ModuleFiles> {
  return async () => {
    const texts = Object.entries(files).map(async ([path, url]) => [path, await readTextAsset(url)] as const);
    return Object.fromEntries(await Promise.all(texts));
  };
}

const resp = new URL('./modules/resp.js', import.meta.url);
const body = new URL('./modules/body.js', import.meta.url);

/** What loads the code of a package, by name. */
export const moduleLoaders: Readonly<Record<string, () => Promise<ModuleFiles>>> = {
  axios: from({ 'index.js': new URL('./modules/axios.js', import.meta.url) }),
  'body-parser': from({
    'index.js': new URL('./modules/body-parser.js', import.meta.url),
    'lib/body.js': body,
  }),
  chalk: from({ 'index.js': new URL('./modules/chalk.js', import.meta.url) }),
  'cookie-parser': from({ 'index.js': new URL('./modules/cookie-parser.js', import.meta.url) }),
  cors: from({ 'index.js': new URL('./modules/cors.js', import.meta.url) }),
  dotenv: from({
    'index.js': new URL('./modules/dotenv.js', import.meta.url),
    'config.js': new URL('./modules/dotenv-config.js', import.meta.url),
  }),
  express: from({ 'index.js': new URL('./modules/express.js', import.meta.url), 'lib/body.js': body }),
  ioredis: from({ 'index.js': new URL('./modules/ioredis.js', import.meta.url), 'lib/resp.js': resp }),
  morgan: from({ 'index.js': new URL('./modules/morgan.js', import.meta.url) }),
  mysql2: from({
    'index.js': new URL('./modules/mysql2.js', import.meta.url),
    'promise.js': new URL('./modules/mysql2-promise.js', import.meta.url),
  }),
  nodemon: from({ 'bin/nodemon.js': new URL('./modules/nodemon.js', import.meta.url) }),
  pg: from({ 'index.js': new URL('./modules/pg.js', import.meta.url) }),
  redis: from({ 'index.js': new URL('./modules/redis.js', import.meta.url), 'lib/resp.js': resp }),
  uuid: from({ 'index.js': new URL('./modules/uuid.js', import.meta.url) }),
};

/** The text of a file that stands in for code which is not simulated. */
export const stubOf = (name: string): string => `throw new Error('not simulated: ${name}');\n`;
