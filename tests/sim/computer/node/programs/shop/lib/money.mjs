import { VERSION } from './cart.mjs';
export let rate = 1.1;
export const round = (n) => Math.round(n * 100) / 100;
export const format = (n, currency = 'EUR') => `${n.toFixed(2)} ${currency} (v${VERSION})`;
export { round as default };
