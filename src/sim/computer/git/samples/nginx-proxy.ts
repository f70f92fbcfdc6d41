// A page that nginx serves, and an API in Flask behind the same nginx.
import type { Sample } from './sample.ts';

const api = `import os

from flask import Flask, jsonify, request

app = Flask(__name__)
path = os.environ.get('NOTES', '/data/notes.txt')


def notes():
    if not os.path.exists(path):
        return []
    with open(path) as file:
        return file.read().splitlines()


@app.get('/notes')
def show():
    return jsonify(notes=notes(), seen_from=request.headers.get('X-Forwarded-For', request.remote_addr))


@app.post('/notes')
def add():
    text = request.get_json()['text']
    with open(path, 'a') as file:
        file.write(text + '\\n')
    return jsonify(count=len(notes())), 201


if __name__ == '__main__':
    app.run(host='0.0.0.0', port=5000)
`;

const configuration = `upstream api {
    server api:5000;
}

server {
    listen 80;

    location / {
        root /usr/share/nginx/html;
        index index.html;
    }

    location /api/ {
        proxy_pass http://api/;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
}
`;

const compose = `services:
  front:
    build: front
    ports:
      - "8080:80"
    depends_on:
      - api
  api:
    build: api
    volumes:
      - notes:/data
volumes:
  notes:
`;

/** `nginx-proxy` */
export const nginxProxy: Sample = {
  commits: [
    {
      message: 'A page, and an API behind it',
      time: '2025-08-11T10:00:00Z',
      files: {
        'README.md':
          '# Notes\n\nnginx serves the page and hands `/api/` on to Flask.\n\n    docker compose up --build -d\n    curl localhost:8080/api/notes\n',
        'front/index.html': '<!doctype html>\n<html lang="en">\n<title>Notes</title>\n<h1>Notes</h1>\n</html>\n',
        'front/default.conf': configuration,
        'front/Dockerfile':
          'FROM nginx:alpine\nCOPY default.conf /etc/nginx/conf.d/default.conf\nCOPY index.html /usr/share/nginx/html/\n',
        'api/app.py': api,
        'api/requirements.txt': 'flask==3.0.3\n',
        'api/Dockerfile':
          'FROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY app.py .\nRUN mkdir /data\nCMD ["python", "app.py"]\n',
        'compose.yaml': compose,
      },
    },
  ],
};
