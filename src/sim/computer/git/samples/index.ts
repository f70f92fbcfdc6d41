// The sample repositories by name.
import { expressTodo } from './express-todo.ts';
import { flaskCounter } from './flask-counter.ts';
import { modelServing } from './model-serving.ts';
import { multiStage } from './multi-stage.ts';
import type { Sample } from './sample.ts';
import { staticSite } from './static-site.ts';

/** What `…/<name>` leads to on any of the Git hosts. */
export const samples: Readonly<Record<string, Sample>> = {
  'express-todo': expressTodo,
  'flask-counter': flaskCounter,
  'model-serving': modelServing,
  'multi-stage': multiStage,
  'static-site': staticSite,
};
