// A page that counts its visits in Redis, with Compose.
import type { Sample } from './sample.ts';

/** `flask-counter` */
export const flaskCounter: Sample = {
  commits: [
    {
      message: 'Count visits in Redis',
      time: '2025-04-07T08:00:00Z',
      files: {
        'README.md':
          '# Visit counter\n\nFlask counts visits in Redis.\n\n    docker compose up --build\n    curl localhost:8000\n',
        'app.py':
          "import os\n\nimport redis\nfrom flask import Flask\n\napp = Flask(__name__)\nstore = redis.Redis(host=os.environ.get('REDIS_HOST', 'redis'), port=6379)\n\n\n@app.route('/')\ndef index():\n    visits = store.incr('visits')\n    return f'This page was seen {visits} times.\\n'\n\n\nif __name__ == '__main__':\n    app.run(host='0.0.0.0', port=5000)\n",
        'requirements.txt': 'flask\nredis\n',
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nEXPOSE 5000\nCMD ["python", "app.py"]\n',
      },
    },
    {
      message: 'Start both with Compose',
      time: '2025-04-08T14:45:00Z',
      files: {
        'compose.yaml':
          'services:\n  web:\n    build: .\n    ports:\n      - "8000:5000"\n    environment:\n      REDIS_HOST: redis\n    depends_on:\n      - redis\n  redis:\n    image: redis:alpine\n    volumes:\n      - visits:/data\nvolumes:\n  visits:\n',
        '.dockerignore': '.git\n__pycache__\n',
        '.gitignore': '__pycache__/\n*.pyc\n',
      },
    },
  ],
};
