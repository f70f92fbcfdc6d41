// A static page behind nginx.
import type { Sample } from './sample.ts';

/** `static-site` */
export const staticSite: Sample = {
  commits: [
    {
      message: 'A page about tides',
      time: '2025-03-03T09:12:00Z',
      files: {
        'README.md':
          '# Static site\n\nOne page, served by nginx.\n\n    docker build -t tides .\n    docker run -d -p 8080:80 tides\n',
        'html/index.html':
          '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Tides</title>\n<link rel="stylesheet" href="style.css">\n</head>\n<body>\n<h1>Tides</h1>\n<p>High water at noon.</p>\n</body>\n</html>\n',
        'html/style.css': 'body {\n  font-family: sans-serif;\n  margin: 4rem auto;\n  max-width: 40rem;\n}\n',
      },
    },
    {
      message: 'Serve it from a container',
      time: '2025-03-04T10:30:00Z',
      files: {
        Dockerfile: 'FROM nginx:alpine\nCOPY html /usr/share/nginx/html\nEXPOSE 80\n',
        '.dockerignore': '.git\nREADME.md\n',
      },
    },
  ],
  tags: { 'v1.0': 1 },
  branches: {
    dark: {
      message: 'A dark page',
      time: '2025-03-06T20:05:00Z',
      files: {
        'html/style.css':
          'body {\n  background: #102030;\n  color: #e0e8f0;\n  font-family: sans-serif;\n  margin: 4rem auto;\n  max-width: 40rem;\n}\n',
      },
    },
  },
};
