// The modules of the standard library that are written in Python: loaded when first imported.

/** What loads the source of a module, by its name. */
export const libraries: Readonly<Record<string, () => Promise<string>>> = {
  _collections_abc: async () => (await import('./collections-abc.ts')).source,
  abc: async () => (await import('./abc.ts')).source,
  collections: async () => (await import('./collections.ts')).source,
  contextlib: async () => (await import('./contextlib.ts')).source,
  copy: async () => (await import('./copy.ts')).source,
  dataclasses: async () => (await import('./dataclasses.ts')).source,
  enum: async () => (await import('./enum.ts')).source,
  functools: async () => (await import('./functools.ts')).source,
  itertools: async () => (await import('./itertools.ts')).source,
  keyword: async () => (await import('./keyword.ts')).source,
  operator: async () => (await import('./operator.ts')).source,
  os: async () => (await import('./os.ts')).source,
  posixpath: async () => (await import('./posixpath.ts')).source,
  stat: async () => (await import('./stat.ts')).source,
  types: async () => (await import('./types.ts')).source,
  typing: async () => (await import('./typing.ts')).source,
};
