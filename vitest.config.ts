// Two kinds of tests: plain ones in Node, and `*.svelte.test.ts`, which render components in a simulated page.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** Time (ms) is never what a test is about: a busy machine may take long. */
const testTimeout = 60_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          testTimeout,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.svelte.test.ts'],
          environment: 'node',
          isolate: false,
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'dom',
          testTimeout,
          include: ['tests/**/*.svelte.test.ts'],
          environment: 'happy-dom',
        },
      },
    ],
  },
});
