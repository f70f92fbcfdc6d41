// A small model that one script trains to a file and another serves.
import type { Sample } from './sample.ts';

/** `model-serving` */
export const modelServing: Sample = {
  commits: [
    {
      message: 'Fit a line and keep it in a file',
      time: '2025-07-21T13:00:00Z',
      files: {
        'README.md':
          '# A small model\n\n`train.py` fits a line to `data.csv` and writes `model.json`; `serve.py` answers with it.\n',
        'data.csv': 'area,price\n40,120\n55,160\n70,205\n85,250\n100,290\n',
        'train.py':
          "import csv\nimport json\n\nwith open('data.csv') as file:\n    rows = [(float(row['area']), float(row['price'])) for row in csv.DictReader(file)]\n\ncount = len(rows)\nmean_x = sum(x for x, _ in rows) / count\nmean_y = sum(y for _, y in rows) / count\nslope = sum((x - mean_x) * (y - mean_y) for x, y in rows) / sum((x - mean_x) ** 2 for x, _ in rows)\nintercept = mean_y - slope * mean_x\n\nwith open('model.json', 'w') as file:\n    json.dump({'slope': slope, 'intercept': intercept}, file)\nprint(f'slope {slope:.3f}, intercept {intercept:.3f}')\n",
        '.gitignore': 'model.json\n',
      },
    },
    {
      message: 'Serve the model',
      time: '2025-07-22T09:40:00Z',
      files: {
        'serve.py':
          "import json\n\nfrom flask import Flask, jsonify, request\n\napp = Flask(__name__)\n\nwith open('model.json') as file:\n    model = json.load(file)\n\n\n@app.route('/predict')\ndef predict():\n    area = float(request.args.get('area', '0'))\n    return jsonify(price=model['slope'] * area + model['intercept'])\n\n\nif __name__ == '__main__':\n    app.run(host='0.0.0.0', port=8000)\n",
        'requirements.txt': 'flask\n',
        Dockerfile:
          'FROM python:3.12-slim\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY data.csv train.py serve.py ./\nRUN python train.py\nEXPOSE 8000\nCMD ["python", "serve.py"]\n',
        '.dockerignore': '.git\nmodel.json\n',
      },
    },
  ],
};
