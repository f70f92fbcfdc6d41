// The texts of help, fetched when first asked for.
import type { Descriptions } from '../help/help.ts';

/** Loads the texts; a page waits for it through the kernel's `external`. Node can import descriptions.ts directly. */
export async function loadDescriptions(): Promise<Descriptions> {
  const module = await import('./descriptions.ts');
  return module.descriptions;
}
