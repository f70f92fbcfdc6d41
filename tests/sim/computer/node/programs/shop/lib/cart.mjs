import { round } from './money.mjs';
export default class Cart {
  items = [];
  get total() {
    return round(this.items.reduce((sum, { price, count }) => sum + price * count, 0));
  }
}
export function add(cart, name, price, count = 1) {
  cart.items.push({ name, price, count });
}
export const VERSION = '1.2.0';
export const lazy = async () => (await import('./late.mjs')).when;
