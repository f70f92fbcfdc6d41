// Svelte's compiler options, shared by Vite, svelte-check and ESLint. TypeScript in components is erasable, so no preprocessor is needed.
export default {
  compilerOptions: { runes: true },
};
