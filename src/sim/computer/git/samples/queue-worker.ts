// A web service that puts jobs into a queue in Redis, and a worker that takes them out.
import type { Sample } from './sample.ts';

const web = `import os
import uuid

import redis
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
store = redis.from_url(os.environ.get('REDIS_URL', 'redis://redis:6379'), decode_responses=True)


@app.post('/jobs')
def create():
    job = uuid.uuid4().hex[:8] if 'id' not in request.json else request.json['id']
    store.hset(f'job:{job}', mapping={'text': request.json['text'], 'state': 'waiting'})
    store.rpush('queue', job)
    return jsonify(id=job), 202


@app.get('/jobs/<job>')
def show(job):
    found = store.hgetall(f'job:{job}')
    if not found:
        abort(404)
    return jsonify(found)


if __name__ == '__main__':
    app.run(host='0.0.0.0', port=5000)
`;

const worker = `import os
import signal
import sys
import time

import redis

store = redis.from_url(os.environ.get('REDIS_URL', 'redis://redis:6379'), decode_responses=True)


def stop(number, frame):
    print('worker stops', flush=True)
    sys.exit(0)


signal.signal(signal.SIGTERM, stop)
print('worker waits', flush=True)
while True:
    try:
        found = store.blpop('queue', timeout=5)
    except redis.exceptions.ConnectionError as error:
        print(f'no queue: {error}', flush=True)
        time.sleep(1)
        continue
    if found is None:
        continue
    job = found[1]
    text = store.hget(f'job:{job}', 'text')
    time.sleep(1)
    store.hset(f'job:{job}', mapping={'state': 'done', 'words': len(text.split())})
    print(f'{job}: done', flush=True)
`;

const compose = `services:
  web:
    build: .
    ports:
      - "5000:5000"
  worker:
    build: .
    command: python worker.py
    deploy:
      replicas: 2
  redis:
    image: redis:7-alpine
    command: redis-server --appendonly yes
    volumes:
      - jobs:/data
volumes:
  jobs:
`;

/** `queue-worker` */
export const queueWorker: Sample = {
  commits: [
    {
      message: 'Jobs in a queue, and who does them',
      time: '2025-08-18T15:20:00Z',
      files: {
        'README.md':
          '# Queue\n\n    docker compose up --build -d\n    curl -X POST -H \'Content-Type: application/json\' -d \'{"text":"count these words"}\' localhost:5000/jobs\n',
        'web.py': web,
        'worker.py': worker,
        'requirements.txt': 'flask>=3\nredis>=5\n',
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY *.py ./\nCMD ["python", "web.py"]\n',
        'compose.yaml': compose,
      },
    },
  ],
};
