// What the checks take from the bases of stages.
import type { BaseFailure, BaseImage } from '../base-image.ts';
import type { Builder } from '../builder.ts';
import type { Stage } from '../dockerfile/stages.ts';
import type { CheckRules, Remark } from './lint.ts';

/** Names of the variables that a base sets; PATH is there in any case. */
export function namesOfBase(base: BaseImage | BaseFailure | undefined): readonly string[] {
  const env = base && !('failure' in base) ? (base.config.config.Env ?? []) : [];
  return ['PATH', ...env.map((entry) => entry.slice(0, entry.indexOf('=')))];
}

/** Whether a base sets a shell of its own. */
export const hasShell = (base: BaseImage | BaseFailure | undefined): boolean =>
  base !== undefined && !('failure' in base) && base.config.config.Shell !== undefined;

/** Bases that are for another platform than the one that is built for. */
export function platformRemarks(
  builder: Builder,
  named: readonly { readonly name: string; readonly stage: Stage }[],
  bases: readonly (BaseImage | BaseFailure)[],
  { skip }: CheckRules,
): Remark[] {
  const rule = 'InvalidBaseImagePlatform';
  if (skip.has('all') || skip.has(rule)) return [];
  return named.flatMap(({ name, stage }, index) => {
    const base = bases[index];
    const expected = builder.platformOf(stage);
    if (!base || 'failure' in base || expected === '') return [];
    const { os, architecture, variant } = base.config;
    const [wantedOs = '', wanted = ''] = expected.split('/');
    if (wantedOs === os && wanted === architecture) return [];
    const found = [os, architecture, ...(variant === undefined ? [] : [variant])].join('/');
    const text = `Base image ${name} was pulled with platform "${found}", expected "${expected}" for current build`;
    const url = 'https://docs.docker.com/go/dockerfile/rule/invalid-base-image-platform/';
    return [{ rule, text, range: stage.from.range, url }];
  });
}
