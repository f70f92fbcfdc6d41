// Addresses: what is not known leads home.
import { expect, test } from 'vitest';
import { lessonAddress, readAddress } from '../../../src/ui/app/address.ts';
import { paneWidth } from '../../../src/ui/app/layout.ts';

test.each([
  ['', { place: 'home' }],
  ['#/', { place: 'home' }],
  ['#/nowhere', { place: 'home' }],
  ['#/lesson/../../secret', { place: 'home' }],
  ['#/sandbox', { place: 'sandbox' }],
  ['#/lesson/containers/first-container', { place: 'lesson', lesson: 'containers/first-container', step: undefined }],
  [lessonAddress('containers/first-container', 3), { place: 'lesson', lesson: 'containers/first-container', step: 3 }],
])('%j', (hash, address) => {
  expect(readAddress(hash)).toEqual(address);
});

test.each([
  [1440, undefined, 384],
  [1366, undefined, 356],
  [1024, undefined, 304],
  [1440, 500, 500],
  [1024, 900, 464],
  [1440, 100, 280],
])('in a window of %i px, dragged to %j, the lesson has %i px', (width, wished, pane) => {
  expect(paneWidth(width, wished)).toBe(pane);
});
