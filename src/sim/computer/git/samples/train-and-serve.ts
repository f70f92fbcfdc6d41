// A model in one image that trains and serves, as the contract of SageMaker's containers says: `train`, `serve`, /opt/ml.
import type { Sample } from './sample.ts';

const train = `#!/usr/bin/env python3
import csv
import json
import os

base = '/opt/ml'
settings = {}
if os.path.exists(f'{base}/input/config/hyperparameters.json'):
    with open(f'{base}/input/config/hyperparameters.json') as file:
        settings = json.load(file)
rate, rounds = float(settings.get('rate', '0.3')), int(settings.get('rounds', '400'))

folder = f'{base}/input/data/training'
rows = []
for name in sorted(os.listdir(folder)):
    with open(os.path.join(folder, name)) as file:
        rows += [(float(row['area']), float(row['price'])) for row in csv.DictReader(file)]

mean = sum(x for x, _ in rows) / len(rows)
spread = max(abs(x - mean) for x, _ in rows)
points = [((x - mean) / spread, y) for x, y in rows]
slope = base_price = 0.0
for number in range(1, rounds + 1):
    errors = [slope * x + base_price - y for x, y in points]
    slope -= rate * sum(e * x for e, (x, _) in zip(errors, points)) / len(points)
    base_price -= rate * sum(errors) / len(points)
    if number % 100 == 0:
        print(f'round {number}: error {sum(e * e for e in errors) / len(points):.3f}', flush=True)

os.makedirs(f'{base}/model', exist_ok=True)
with open(f'{base}/model/model.json', 'w') as file:
    json.dump({'slope': slope / spread, 'base': base_price - slope * mean / spread}, file)
print(f'{len(rows)} rows: price = {base_price - slope * mean / spread:.2f} + {slope / spread:.3f} * area')
`;

const serve = `#!/usr/bin/env python3
import json

from flask import Flask, Response, jsonify, request

app = Flask(__name__)
with open('/opt/ml/model/model.json') as file:
    model = json.load(file)


@app.get('/ping')
def ping():
    return Response(status=200)


@app.post('/invocations')
def invocations():
    if request.mimetype == 'text/csv':
        areas = [float(line) for line in request.get_data(as_text=True).split()]
        return Response(''.join(f"{model['base'] + model['slope'] * a:.1f}\\n" for a in areas), mimetype='text/csv')
    areas = request.get_json()['areas']
    return jsonify(prices=[round(model['base'] + model['slope'] * a, 1) for a in areas])


app.run(host='0.0.0.0', port=8080)
`;

/** `train-and-serve` */
export const trainAndServe: Sample = {
  commits: [
    {
      message: 'One image that trains and serves',
      time: '2025-08-25T09:10:00Z',
      files: {
        'README.md':
          '# Train and serve\n\n    docker build -t prices .\n    docker run --rm -v "$PWD/data":/opt/ml/input/data/training -v model:/opt/ml/model prices train\n    docker run -d -p 8080:8080 -v model:/opt/ml/model prices serve\n    curl -X POST -H \'Content-Type: text/csv\' -d 80 localhost:8080/invocations\n',
        'data/houses.csv': 'area,price\n40,120\n55,160\n70,205\n85,250\n100,290\n',
        train,
        serve,
        'requirements.txt': 'flask==3.0.3\n',
        Dockerfile:
          'FROM python:3.12-slim\nCOPY requirements.txt /tmp/\nRUN pip install --no-cache-dir -r /tmp/requirements.txt\nCOPY --chmod=755 train serve /opt/program/\nENV PATH=/opt/program:$PATH PYTHONUNBUFFERED=1\nEXPOSE 8080\n',
        '.dockerignore': '.git\ndata\n',
      },
    },
  ],
  executable: ['train', 'serve'],
};
