// A to-do list on Express that keeps its entries in PostgreSQL, with Compose.
import type { Sample } from './sample.ts';

const server = `const express = require('express');
const { Pool } = require('pg');

const app = express();
const port = process.env.PORT || 3000;
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

app.use(express.json());

app.get('/todos', async (request, response) => {
  const { rows } = await pool.query('SELECT id, title, done FROM todos ORDER BY id');
  response.json(rows);
});

app.post('/todos', async (request, response) => {
  if (!request.body?.title) return response.status(400).json({ error: 'title is missing' });
  const { rows } = await pool.query('INSERT INTO todos (title) VALUES ($1) RETURNING id, title, done', [request.body.title]);
  response.status(201).json(rows[0]);
});

app.patch('/todos/:id', async (request, response) => {
  const { rows } = await pool.query('UPDATE todos SET done = $1 WHERE id = $2 RETURNING id, title, done', [
    request.body.done,
    request.params.id,
  ]);
  if (rows.length === 0) return response.status(404).json({ error: 'no such entry' });
  response.json(rows[0]);
});

app.delete('/todos/:id', async (request, response) => {
  const { rowCount } = await pool.query('DELETE FROM todos WHERE id = $1', [request.params.id]);
  response.sendStatus(rowCount === 0 ? 404 : 204);
});

async function prepare(tries = 20) {
  try {
    await pool.query(
      'CREATE TABLE IF NOT EXISTS todos (id SERIAL PRIMARY KEY, title TEXT NOT NULL, done BOOLEAN NOT NULL DEFAULT false)',
    );
  } catch (error) {
    if (tries === 0) throw error;
    console.log(\`waiting for the database: \${error.message}\`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await prepare(tries - 1);
  }
}

prepare().then(() => {
  const listener = app.listen(port, () => console.log(\`listening on \${port}\`));
  process.on('SIGTERM', () => {
    console.log('closing');
    listener.close(() => pool.end());
  });
});
`;

const compose = `services:
  api:
    build: .
    ports:
      - "3000:3000"
    environment:
      DATABASE_URL: postgres://todo:secret@db:5432/todo
    depends_on:
      db:
        condition: service_healthy
  db:
    image: postgres:16-alpine
    environment:
      POSTGRES_USER: todo
      POSTGRES_PASSWORD: secret
      POSTGRES_DB: todo
    volumes:
      - todos:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U todo -d todo"]
      interval: 2s
      timeout: 2s
      retries: 15
volumes:
  todos:
`;

/** `todo-postgres` */
export const todoPostgres: Sample = {
  commits: [
    {
      message: 'A to-do list in PostgreSQL',
      time: '2025-08-04T08:30:00Z',
      files: {
        'README.md': '# To-do list\n\n    docker compose up --build -d\n    curl localhost:3000/todos\n',
        'package.json':
          '{\n  "name": "todo-postgres",\n  "version": "1.0.0",\n  "private": true,\n  "scripts": {\n    "start": "node server.js"\n  },\n  "dependencies": {\n    "express": "^5.1.0",\n    "pg": "^8.11.0"\n  }\n}\n',
        'server.js': server,
        Dockerfile:
          'FROM node:22-alpine\nWORKDIR /app\nCOPY package.json .\nRUN npm install --omit=dev\nCOPY server.js .\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
        'compose.yaml': compose,
        '.dockerignore': '.git\nnode_modules\n',
        '.gitignore': 'node_modules/\n',
      },
    },
  ],
};
