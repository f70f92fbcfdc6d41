// The sample repositories by name.
import { expressTodo } from './express-todo.ts';
import { flaskCounter } from './flask-counter.ts';
import { modelServing } from './model-serving.ts';
import { multiStage } from './multi-stage.ts';
import { nginxProxy } from './nginx-proxy.ts';
import { queueWorker } from './queue-worker.ts';
import type { Sample } from './sample.ts';
import { staticSite } from './static-site.ts';
import { todoPostgres } from './todo-postgres.ts';
import { trainAndServe } from './train-and-serve.ts';

/** What `…/<name>` leads to on any of the Git hosts. */
export const samples: Readonly<Record<string, Sample>> = {
  'express-todo': expressTodo,
  'flask-counter': flaskCounter,
  'model-serving': modelServing,
  'multi-stage': multiStage,
  'nginx-proxy': nginxProxy,
  'queue-worker': queueWorker,
  'static-site': staticSite,
  'todo-postgres': todoPostgres,
  'train-and-serve': trainAndServe,
};
