// `npm run fidelity`: writes docs/fidelity.md anew.
import { writeFileSync } from 'node:fs';
import { fidelityPage, fidelityText } from '../tests/support/fidelity.ts';

writeFileSync(fidelityPage, fidelityText());
