// hello-world: one static program that says how it came to run.
import { cmd, usualPath } from './recipe.ts';
import type { Draft } from './files.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Machine } from './recipe.ts';

/** What the program prints: a fact of the real image, word for word. */
const greeting = (architecture: string): string => `
Hello from Docker!
This message shows that your installation appears to be working correctly.

To generate this message, Docker took the following steps:
 1. The Docker client contacted the Docker daemon.
 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.
    (${architecture})
 3. The Docker daemon created a new container from that image which runs the
    executable that produces the output you are currently reading.
 4. The Docker daemon streamed that output to the Docker client, which sent it
    to your terminal.

To try something more ambitious, you can run an Ubuntu container with:
 $ docker run -it ubuntu bash

Share images, automate workflows, and more with a free Docker ID:
 https://hub.docker.com/

For more examples and ideas, visit:
 https://docs.docker.com/get-started/

`;

const size = 10_072;

/** An executable's first bytes, zeros, and at the end the text that the program `hello` prints: all after the last zero. */
function executable({ platform }: Machine): Draft {
  const message = new TextEncoder().encode(greeting(platform.architecture + (platform.variant ?? '')));
  const content = new Uint8Array(size);
  content.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  content.set(message, size - message.length);
  return { path: 'hello', type: 'file', mode: 0o755, uid: 0, gid: 0, content, program: 'hello' };
}

export const helloWorld: readonly CatalogueImage[] = [
  {
    repository: 'library/hello-world',
    tags: ['latest', 'linux'],
    recipe: {
      created: '2025-08-08T19:05:17Z',
      steps: [
        {
          createdBy: 'COPY hello / # buildkit',
          files: (machine) => [executable(machine)],
          compressedSize: 2_380,
          config: { Env: [usualPath], WorkingDir: '/' },
        },
        cmd('/hello'),
      ],
    },
  },
];
