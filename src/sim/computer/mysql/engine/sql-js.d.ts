/** SQLite compiled to WebAssembly; the package brings no types. */
declare module 'sql.js' {
  const start: (options: { readonly wasmBinary: Uint8Array }) => Promise<unknown>;
  export default start;
}
