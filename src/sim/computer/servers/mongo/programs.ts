// MongoDB's programs by their names.
import type { Program } from '../../contract.ts';
import { mongod } from './mongod.ts';
import { mongosh } from './mongosh.ts';

export const mongoPrograms: Readonly<Record<string, Program>> = { mongo: mongosh, mongod, mongosh };
