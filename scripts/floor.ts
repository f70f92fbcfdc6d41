// `npm run floor`: raises the recorded floor of the transcripts to what the simulation reaches now. It never lowers one.
import { agreementOf, readFloor, transcriptNames, writeFloor } from '../tests/support/transcripts.ts';

const before = readFloor();
const fallen: string[] = [];
const after: Record<string, number> = {};
let steps = 0;
for (const name of transcriptNames) {
  const floor = before[name] ?? 0;
  const reached = await agreementOf(name).catch((error: unknown) => {
    console.error(`${name}: ${String(error)}`);
    return { agreeing: 0, steps: 0 };
  });
  after[name] = Math.max(reached.agreeing, floor);
  steps += reached.steps;
  if (reached.agreeing < floor) fallen.push(`${name}: ${reached.agreeing} steps agree, and ${floor} once did`);
  if (reached.agreeing > floor) console.log(`${name}: ${floor} → ${reached.agreeing} of ${reached.steps}`);
}

if (fallen.length > 0) {
  console.error(`Refused: a floor only rises.\n${fallen.join('\n')}`);
  process.exitCode = 1;
} else {
  writeFloor(after);
  const agreeing = Object.values(after).reduce((total, value) => total + value, 0);
  console.log(`${agreeing} of ${steps} steps agree.`);
}
