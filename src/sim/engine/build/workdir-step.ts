// WORKDIR: makes the directory, and later steps and containers begin there.
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import { sleep } from '../../kernel/task.ts';
import { findUser } from '../containers/user.ts';
import { completeHostConfig } from '../containers/create-body.ts';
import { makeDirectories } from '../containers/root-files.ts';
import { ApiError } from '../errors.ts';
import type { LayerStep, StageRun } from './layer-step.ts';
import { BuildError, type Instruction } from './dockerfile/node.ts';
import { workingDirectory } from './metadata.ts';
import { changeFiles } from './overlay-step.ts';
import { epochOf } from './epoch.ts';
import type { Words } from './state.ts';

/** The step; a name that cannot be expanded is an error. */
export function workdirStep({ site, state }: StageRun, { rest }: Instruction, words: Words): LayerStep | BuildError {
  const asked = words.one(rest.trim());
  if (asked instanceof BuildError) return asked;
  const path = workingDirectory(state, asked);
  state.config = { ...state.config, WorkingDir: path };
  const user = state.config.User ?? '';
  const createdBy = `WORKDIR ${path}`;
  return {
    name: `WORKDIR ${asked}`,
    ingredients: {
      instruction: 'WORKDIR',
      facts: [
        { about: 'destination', name: '', value: path },
        { about: 'user', name: '', value: user },
        ...epochOf(site.request),
      ],
      content: '',
      files: {},
    },
    createdBy,
    usesCache: true,
    *run({ engine }, below) {
      yield* sleep(5);
      return changeFiles(engine, below, createdBy, (files) => makeOwnDirectory(files, path, user));
    },
  };
}

/** Makes a directory, and those above it, that belong to a user of the image; why they cannot be made. */
export function makeOwnDirectory(files: FileSystem, path: string, user: string): string | undefined {
  const missing: string[] = [];
  for (let at = path; at !== '/' && at !== '' && failed(files.stat(at)); at = at.slice(0, at.lastIndexOf('/')))
    missing.push(at);
  if (makeDirectories(files, path) !== undefined) return `mkdir ${path}: not a directory`;
  const owner = findUser(files, user, completeHostConfig({}));
  if (!(owner instanceof ApiError))
    for (const made of missing) files.chown(made, owner.credentials.uid, owner.credentials.gid);
  return undefined;
}
