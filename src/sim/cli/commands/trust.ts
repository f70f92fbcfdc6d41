// docker trust …: signatures of images. There is no server of signatures here, so no image has any.
import { failed } from '../../computer/filesystem/errno.ts';
import { fail } from '../client.ts';
import type { Command } from './command.ts';

const retiring = `WARNING: Docker is retiring DCT for Docker Official Images (DOI).
         For details, refer to https://docs.docker.com/go/dct-deprecation/
`;

export const trustInspect: Command = {
  name: 'trust inspect',
  *run(client, { flags, args }) {
    for (const [index, image] of args.entries()) {
      yield* client.stderr.line(retiring);
      if (!flags.bool('pretty') && index === 0) yield* client.stdout.line('[]');
      yield* client.stderr.line(`no signatures or cannot access ${image}`);
      if (flags.bool('pretty')) break;
    }
    return 1;
  },
};

export const trustSign: Command = {
  name: 'trust sign',
  *run(client, { args: [image = ''] }) {
    return yield* fail(
      client,
      /:[^/]+$/.test(image) ? 'not simulated: docker trust sign' : `no tag specified for ${image}`,
    );
  },
};

export const trustKeyLoad: Command = {
  name: 'trust key load',
  *run(client, { args: [file = ''] }) {
    const { cwd, files } = client.process;
    yield* client.stdout.line(`Loading key from "${file}"...`);
    const missing = failed(files.stat(file.startsWith('/') ? file : `${cwd}/${file}`));
    return yield* fail(
      client,
      missing
        ? `refusing to load key from ${file}: stat ${file}: no such file or directory`
        : 'not simulated: docker trust key load',
    );
  },
};

export const trustSignerAdd: Command = {
  name: 'trust signer add',
  *run(client, { flags }) {
    const [key] = flags.list('key');
    const { cwd, files } = client.process;
    if (key === undefined) return yield* fail(client, 'path to a public key must be provided using the `--key` flag');
    const missing = failed(files.stat(key.startsWith('/') ? key : `${cwd}/${key}`));
    return yield* fail(
      client,
      missing
        ? `unable to read public key from file: open ${key}: no such file or directory`
        : 'not simulated: docker trust signer add',
    );
  },
};
