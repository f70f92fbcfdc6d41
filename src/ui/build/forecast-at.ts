// Asks what a build would do now, of the files on the learner's disk and the build cache at the playhead.
import { recordKey } from '../../sim/engine/records.ts';
import { folderContext, whatIf } from '../../sim/engine/build/what-if.ts';
import { filesOf } from '../../sim/engine/build/files-of.ts';
import type { View } from '../../sim/kernel/view.ts';
import { diskAt, wishesOf, type BuildPlace } from './build-places.ts';
import { shownForecast, type ShownBuild } from './shown-build.ts';

/** The forecast of a build of a place; undefined where there is no file to build from. */
export function forecastAt(view: View, engine: string, place: BuildPlace): ShownBuild | undefined {
  const disk = diskAt(view);
  if (!disk || place.onDisk === undefined) return undefined;
  const wishes = place.last ? wishesOf(view, place.last) : undefined;
  const forecast = whatIf(
    {
      cache: view.all('buildCache').filter((record) => record.engine === engine),
      images: view.all('image').filter((record) => record.engine === engine),
      layer: (chainId) => view.get('layer', recordKey(engine, chainId)),
    },
    {
      text: place.onDisk,
      dockerfile: place.dockerfile,
      remote: place.context,
      context: folderContext(
        filesOf(disk, () => 0),
        place.context,
      ),
      ...(wishes?.target ? { target: wishes.target } : {}),
      ...(wishes?.platform ? { platform: wishes.platform } : {}),
      args: wishes?.args ?? {},
    },
  );
  const target = wishes?.target
    ? forecast.stages.find(({ name, index }) => name === wishes.target.toLowerCase() || String(index) === wishes.target)
    : undefined;
  return shownForecast(place.onDisk, forecast, target?.index);
}

/** Remembers the last forecast as long as nothing that it was made of has changed. */
export class Forecaster {
  readonly #engine: string;
  #last: { readonly key: readonly unknown[]; readonly forecast: ShownBuild | undefined } | undefined;

  constructor(engine: string) {
    this.#engine = engine;
  }

  /** What `forecastAt` says at the view's moment. */
  at(view: View, place: BuildPlace): ShownBuild | undefined {
    const key = [place.id, place.last?.id, diskAt(view), ...view.all('buildCache'), ...view.all('image')];
    const last = this.#last;
    if (last?.key.length === key.length && last.key.every((part, index) => part === key[index])) return last.forecast;
    const forecast = forecastAt(view, this.#engine, place);
    this.#last = { key, forecast };
    return forecast;
  }
}
