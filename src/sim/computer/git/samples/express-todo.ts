// A to-do API on Express, with Compose.
import type { Sample } from './sample.ts';

/** `express-todo` */
export const expressTodo: Sample = {
  commits: [
    {
      message: 'A to-do list over HTTP',
      time: '2025-05-12T07:20:00Z',
      files: {
        'README.md':
          '# To-do API\n\n    docker compose up --build -d\n    curl localhost:3000/todos\n    curl -X POST -H \'Content-Type: application/json\' -d \'{"title":"Buy rope"}\' localhost:3000/todos\n',
        'package.json':
          '{\n  "name": "express-todo",\n  "version": "1.0.0",\n  "private": true,\n  "main": "src/index.js",\n  "scripts": {\n    "start": "node src/index.js"\n  },\n  "dependencies": {\n    "express": "^4.19.2"\n  }\n}\n',
        'src/index.js':
          "const express = require('express');\n\nconst app = express();\nconst port = process.env.PORT || 3000;\nconst todos = [{ id: 1, title: 'Learn containers', done: false }];\n\napp.use(express.json());\n\napp.get('/todos', (request, response) => {\n  response.json(todos);\n});\n\napp.post('/todos', (request, response) => {\n  const todo = { id: todos.length + 1, title: request.body.title, done: false };\n  todos.push(todo);\n  response.status(201).json(todo);\n});\n\napp.listen(port, () => {\n  console.log(`listening on ${port}`);\n});\n",
        '.gitignore': 'node_modules/\n',
      },
    },
    {
      message: 'Dockerfile and Compose',
      time: '2025-05-13T16:02:00Z',
      files: {
        Dockerfile:
          'FROM node:22-alpine\nWORKDIR /app\nCOPY package.json .\nRUN npm install --omit=dev\nCOPY src ./src\nEXPOSE 3000\nCMD ["npm", "start"]\n',
        'compose.yaml':
          'services:\n  api:\n    build: .\n    ports:\n      - "3000:3000"\n    environment:\n      PORT: "3000"\n    restart: unless-stopped\n',
        '.dockerignore': '.git\nnode_modules\n',
      },
    },
  ],
};
