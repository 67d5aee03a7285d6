/** Writes src/rubric/weights.json: what the rubric coach learns from all labelled answers but those kept for the end. */
import { writeFileSync } from 'node:fs';
import { say } from '../../bin/fail.ts';
import { labelledQuestions, ownQuestions, ownSets, readLabelled } from './labelled.ts';
import { learn, rememberingReader } from './learn.ts';

const questions = [...(await labelledQuestions()), ...ownSets.flatMap(ownQuestions)];
const weights = learn(questions, readLabelled(), rememberingReader());
writeFileSync(new URL('../../src/rubric/weights.json', import.meta.url), `${JSON.stringify(weights)}\n`);
const { rich, plain } = weights.forests;
say(`${rich.trees.length + plain.trees.length} trees, ${Object.keys(weights.spread).length} words.`);
