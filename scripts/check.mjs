// `npm run check`: the gate as it stands, with nothing installed; ends with the count of all cases.
import { runGate } from './gate.mjs';

// Without a listener, an interrupt would end this process at once and leave the checks running.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

const { passed, failed } = await runGate();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
