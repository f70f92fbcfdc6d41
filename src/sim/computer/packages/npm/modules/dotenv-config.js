// dotenv/config: reads .env when it is loaded (`node -r dotenv/config`).
require('./index.js').config();
