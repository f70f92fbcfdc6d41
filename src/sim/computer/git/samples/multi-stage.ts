// A page that Node builds and nginx serves: two stages in one Dockerfile.
import type { Sample } from './sample.ts';

/** `multi-stage` */
export const multiStage: Sample = {
  commits: [
    {
      message: 'Build in one stage, serve from another',
      time: '2025-06-16T11:11:00Z',
      files: {
        'README.md':
          '# Multi-stage build\n\nNode makes the page, nginx serves it; Node stays out of the image.\n\n    docker build -t front .\n    docker run -d -p 8080:80 front\n',
        'package.json':
          '{\n  "name": "front",\n  "version": "1.0.0",\n  "private": true,\n  "scripts": {\n    "build": "sh build.sh"\n  }\n}\n',
        'build.sh':
          '#!/bin/sh\nset -eu\nmkdir -p dist\nsed "s/@VERSION@/${VERSION:-dev}/" src/index.html > dist/index.html\ncp src/style.css dist/\n',
        'src/index.html':
          '<!doctype html>\n<html lang="en">\n<head>\n<title>Front</title>\n<link rel="stylesheet" href="style.css">\n</head>\n<body>\n<h1>Front, version @VERSION@</h1>\n</body>\n</html>\n',
        'src/style.css': 'h1 {\n  color: teal;\n}\n',
        Dockerfile:
          'FROM node:22-alpine AS build\nARG VERSION=dev\nWORKDIR /src\nCOPY package.json build.sh ./\nCOPY src ./src\nRUN npm run build\n\nFROM nginx:alpine\nCOPY --from=build /src/dist /usr/share/nginx/html\n',
        '.dockerignore': '.git\ndist\n',
        '.gitignore': 'dist/\n',
      },
    },
  ],
  executable: ['build.sh'],
};
