// How many frames a second the page really draws while the playhead is dragged: wall-clock time, so for a quiet machine only.
/* global requestAnimationFrame -- run in the page */

const seconds = 5;
/** ms between two moves of the pointer: sixty a second. */
const pace = 1000 / 60;

/** Drags the playhead back and forth without waiting for the page; frames a second, and the 95th percentile of ms between two. */
export async function frameRate(page, client) {
  const box = await page.locator('.track-drawing').boundingBox();
  const y = box.y + 30;
  const mouse = (type, part) => client.send('Input.dispatchMouseEvent', { type, x: box.x + box.width * part, y, button: 'left', buttons: 1, clickCount: 1 }); // prettier-ignore
  await mouse('mousePressed', 0.9);
  const drawn = page.evaluate(
    (ms) =>
      new Promise((resolve) => {
        const times = [];
        const note = () => {
          times.push(performance.now());
          if (times.at(-1) - times[0] < ms) requestAnimationFrame(note);
          else resolve(times);
        };
        requestAnimationFrame(note);
      }),
    seconds * 1000,
  );
  const begin = Date.now();
  for (let move = 0; Date.now() - begin < seconds * 1000; move++) {
    const turn = ((Date.now() - begin) / 2500) % 2;
    await mouse('mouseMoved', 0.9 - 0.6 * (turn < 1 ? turn : 2 - turn));
    await new Promise((resolve) => setTimeout(resolve, begin + move * pace - Date.now()));
  }
  const times = await drawn;
  await mouse('mouseReleased', 0.9);
  await page.locator('.track-drawing').press('End');
  const gaps = times.slice(1).map((time, index) => time - times[index]).sort((a, b) => a - b); // prettier-ignore
  return {
    rate: ((times.length - 1) * 1000) / (times.at(-1) - times[0]),
    p95: gaps[Math.floor(gaps.length * 0.95)] ?? NaN,
  };
}
