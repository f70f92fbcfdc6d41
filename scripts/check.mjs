// `npm run check`: the gate as it stands, with nothing installed; ends with the count of all cases.
import { runGate } from './gate.mjs';

const { passed, failed } = await runGate();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
