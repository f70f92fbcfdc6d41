// The code of Python packages that is simulated: what `pip install` writes below site-packages.
//
// To add a library: put its files beside the others in `modules`, and name it here by the project's normalised name (small
// letters, `-` for `_` and `.`) and the paths that its files have below site-packages. A project without code installs its
// metadata and modules that raise `not simulated: <project>` when imported.
import { readTextAsset } from '../../node/asset.ts';

/** Files by path below site-packages: `flask/__init__.py` → its text. */
export type ModuleFiles = Readonly<Record<string, string>>;

/** A loader of files; it must be a constant, since what it loads is remembered by it. */
function from(files: Readonly<Record<string, URL>>): () => Promise<ModuleFiles> {
  return async () => {
    const texts = Object.entries(files).map(async ([path, url]) => [path, await readTextAsset(url)] as const);
    return Object.fromEntries(await Promise.all(texts));
  };
}

const empty = new URL('./modules/psycopg/types/__init__.py', import.meta.url);
const mysqlWire = new URL('./modules/mysql/wire.py', import.meta.url);
const postgresWire = new URL('./modules/postgres/wire.py', import.meta.url);
const postgresErrors = new URL('./modules/postgres/errors.py', import.meta.url);
const psycopg2 = from({
  'psycopg2/__init__.py': new URL('./modules/psycopg2/__init__.py', import.meta.url),
  'psycopg2/_wire.py': postgresWire,
  'psycopg2/errors.py': postgresErrors,
  'psycopg2/extensions.py': new URL('./modules/psycopg2/extensions.py', import.meta.url),
  'psycopg2/extras.py': new URL('./modules/psycopg2/extras.py', import.meta.url),
  'psycopg2/pool.py': new URL('./modules/psycopg2/pool.py', import.meta.url),
  'psycopg2/sql.py': new URL('./modules/psycopg2/sql.py', import.meta.url),
});

/** What loads the code of a project, by normalised name. */
export const moduleLoaders: Readonly<Record<string, () => Promise<ModuleFiles>>> = {
  click: from({ 'click/__init__.py': new URL('./modules/click.py', import.meta.url) }),
  flask: from({
    'flask/__init__.py': new URL('./modules/flask/__init__.py', import.meta.url),
    'flask/__main__.py': new URL('./modules/flask/__main__.py', import.meta.url),
    'flask/app.py': new URL('./modules/flask/app.py', import.meta.url),
    'flask/blueprints.py': new URL('./modules/flask/blueprints.py', import.meta.url),
    'flask/cli.py': new URL('./modules/flask/cli.py', import.meta.url),
    'flask/config.py': new URL('./modules/flask/config.py', import.meta.url),
    'flask/ctx.py': new URL('./modules/flask/ctx.py', import.meta.url),
    'flask/globals.py': new URL('./modules/flask/globals.py', import.meta.url),
    'flask/helpers.py': new URL('./modules/flask/helpers.py', import.meta.url),
    'flask/json.py': new URL('./modules/flask/json.py', import.meta.url),
    'flask/scaffold.py': new URL('./modules/flask/scaffold.py', import.meta.url),
    'flask/sessions.py': new URL('./modules/flask/sessions.py', import.meta.url),
    'flask/templating.py': new URL('./modules/flask/templating.py', import.meta.url),
    'flask/views.py': new URL('./modules/flask/views.py', import.meta.url),
    'flask/wrappers.py': new URL('./modules/flask/wrappers.py', import.meta.url),
  }),
  gunicorn: from({
    'gunicorn/__init__.py': new URL('./modules/gunicorn/__init__.py', import.meta.url),
    'gunicorn/__main__.py': new URL('./modules/gunicorn/__main__.py', import.meta.url),
    'gunicorn/app/__init__.py': empty,
    'gunicorn/app/wsgiapp.py': new URL('./modules/gunicorn/wsgiapp.py', import.meta.url),
    'gunicorn/arbiter.py': new URL('./modules/gunicorn/arbiter.py', import.meta.url),
    'gunicorn/config.py': new URL('./modules/gunicorn/config.py', import.meta.url),
    'gunicorn/log.py': new URL('./modules/gunicorn/log.py', import.meta.url),
    'gunicorn/worker.py': new URL('./modules/gunicorn/worker.py', import.meta.url),
  }),
  itsdangerous: from({ 'itsdangerous/__init__.py': new URL('./modules/itsdangerous.py', import.meta.url) }),
  jinja2: from({
    'jinja2/__init__.py': new URL('./modules/jinja2/__init__.py', import.meta.url),
    'jinja2/compiler.py': new URL('./modules/jinja2/compiler.py', import.meta.url),
    'jinja2/environment.py': new URL('./modules/jinja2/environment.py', import.meta.url),
    'jinja2/exceptions.py': new URL('./modules/jinja2/exceptions.py', import.meta.url),
    'jinja2/filters.py': new URL('./modules/jinja2/filters.py', import.meta.url),
    'jinja2/lexer.py': new URL('./modules/jinja2/lexer.py', import.meta.url),
    'jinja2/runtime.py': new URL('./modules/jinja2/runtime.py', import.meta.url),
  }),
  markupsafe: from({ 'markupsafe/__init__.py': new URL('./modules/markupsafe.py', import.meta.url) }),
  'mysql-connector-python': from({
    'mysql/__init__.py': empty,
    'mysql/connector/__init__.py': new URL('./modules/mysql_connector/__init__.py', import.meta.url),
    'mysql/connector/_wire.py': mysqlWire,
    'mysql/connector/cursor.py': new URL('./modules/mysql_connector/cursor.py', import.meta.url),
    'mysql/connector/errorcode.py': new URL('./modules/mysql_connector/errorcode.py', import.meta.url),
    'mysql/connector/errors.py': new URL('./modules/mysql_connector/errors.py', import.meta.url),
  }),
  psycopg: from({
    'psycopg/__init__.py': new URL('./modules/psycopg/__init__.py', import.meta.url),
    'psycopg/_wire.py': postgresWire,
    'psycopg/errors.py': postgresErrors,
    'psycopg/rows.py': new URL('./modules/psycopg/rows.py', import.meta.url),
    'psycopg/sql.py': new URL('./modules/psycopg2/sql.py', import.meta.url),
    'psycopg/types/__init__.py': empty,
    'psycopg/types/json.py': new URL('./modules/psycopg/types/json.py', import.meta.url),
  }),
  'psycopg-binary': from({ 'psycopg_binary/__init__.py': empty }),
  psycopg2,
  'psycopg2-binary': psycopg2,
  pymysql: from({
    'pymysql/__init__.py': new URL('./modules/pymysql/__init__.py', import.meta.url),
    'pymysql/_wire.py': mysqlWire,
    'pymysql/cursors.py': new URL('./modules/pymysql/cursors.py', import.meta.url),
    'pymysql/err.py': new URL('./modules/pymysql/err.py', import.meta.url),
  }),
  'python-dotenv': from({ 'dotenv/__init__.py': new URL('./modules/dotenv.py', import.meta.url) }),
  redis: from({
    'redis/__init__.py': new URL('./modules/redis/__init__.py', import.meta.url),
    'redis/client.py': new URL('./modules/redis/client.py', import.meta.url),
    'redis/exceptions.py': new URL('./modules/redis/exceptions.py', import.meta.url),
  }),
  requests: async () => (await import('./modules/requests.ts')).files,
  werkzeug: from({
    'werkzeug/__init__.py': new URL('./modules/werkzeug/__init__.py', import.meta.url),
    'werkzeug/datastructures.py': new URL('./modules/werkzeug/datastructures.py', import.meta.url),
    'werkzeug/debug.py': new URL('./modules/werkzeug/debug.py', import.meta.url),
    'werkzeug/exceptions.py': new URL('./modules/werkzeug/exceptions.py', import.meta.url),
    'werkzeug/http.py': new URL('./modules/werkzeug/http.py', import.meta.url),
    'werkzeug/local.py': new URL('./modules/werkzeug/local.py', import.meta.url),
    'werkzeug/routing.py': new URL('./modules/werkzeug/routing.py', import.meta.url),
    'werkzeug/security.py': new URL('./modules/werkzeug/security.py', import.meta.url),
    'werkzeug/serving.py': new URL('./modules/werkzeug/serving.py', import.meta.url),
    'werkzeug/test.py': new URL('./modules/werkzeug/test.py', import.meta.url),
    'werkzeug/utils.py': new URL('./modules/werkzeug/utils.py', import.meta.url),
    'werkzeug/wrappers.py': new URL('./modules/werkzeug/wrappers.py', import.meta.url),
  }),
};

/** The files of a module that stands in for code which is not simulated. */
export const stubOf = (project: string, module: string): string =>
  `raise ImportError("not simulated: ${project}", name="${module}")\n`;
