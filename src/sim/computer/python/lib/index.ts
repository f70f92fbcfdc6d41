// The modules of the standard library that are written in Python: loaded when first imported.

/** What loads the source of a module, by its name. */
export const libraries: Readonly<Record<string, () => Promise<string>>> = {};
