// What a learner does while frames are measured. Each act is so many steps; a step ends when the page has drawn it.
/* global requestAnimationFrame -- run in the page */
import { stepMark } from './costs.mjs';

const steps = 90;

/** The acts by name: functions of a page and its protocol session. */
export const acts = { scrub, play, type };

/** The pointer holds the playhead and goes back and forth, a step a frame. */
async function scrub(page, client) {
  const box = await page.locator('.track-drawing').boundingBox();
  const y = box.y + 30;
  const mouse = (kind, x) => client.send('Input.dispatchMouseEvent', { type: kind, x, y, button: 'left', buttons: 1, clickCount: 1 }); // prettier-ignore
  const at = (part) => box.x + box.width * part;
  await mouse('mousePressed', at(0.9));
  for (let step = 0; step < steps; step++) {
    const turn = (step / steps) * 2;
    await mouse('mouseMoved', at(0.9 - 0.6 * (turn < 1 ? turn : 2 - turn)));
    await drawn(page);
  }
  await mouse('mouseReleased', at(0.9));
  await page.locator('.track-drawing').press('End');
  await drawn(page);
}

/** The last commands are played again. */
async function play(page) {
  const track = page.locator('.track-drawing');
  await track.press('Home');
  await track.press('End');
  for (let i = 0; i < 30; i++) await track.press(',');
  await track.press(' ');
  for (let step = 0; step < steps; step++) await drawn(page);
  await track.press('End');
}

/** Keys are typed into the terminal. */
async function type(page) {
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  for (let step = 0; step < steps / 3; step++) {
    await page.keyboard.press(step % 10 === 9 ? 'Backspace' : 'x');
    await drawn(page);
  }
  await page.keyboard.press('Control+c');
  await drawn(page);
}

/** Waits until the page has drawn, and marks that in the trace. */
function drawn(page) {
  return page.evaluate(
    (mark) =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            performance.mark(mark);
            resolve(undefined);
          };
          port2.postMessage(undefined);
        });
      }),
    stepMark,
  );
}
