// mysql2/promise: connections and pools whose methods give promises.
const mysql = require('./index.js');

const createConnection = mysql.createPromiseConnection;
const createPool = mysql.createPromisePool;
const { escape, escapeId, format, raw } = mysql;
module.exports = { createConnection, createPool, escape, escapeId, format, raw };
