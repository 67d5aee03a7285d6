import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretBox } from '../../src/base/secrets.ts';
import { storable } from '../../src/chat/storable.ts';
import { cleanText } from '../../src/practice/answer-text.ts';
import { WordBox } from '../../src/words/word-box.ts';

const key = () => randomBytes(32);
const text = fc.string({ unit: 'binary' }).map(cleanText);
const written = text.filter((words) => words !== '');

test('law: what is encrypted is read again, also behind a newer key, when it is off, and within JSON', () => {
  fc.assert(
    fc.property(text, (words) => {
      const [old, fresh] = [key(), key()];
      const sealed = new WordBox({ keys: [old], isOn: true }).seal(words);
      for (const isOn of [true, false]) {
        const box = new WordBox({ keys: [fresh, old], isOn });
        expect(box.open(sealed)).toBe(words);
        expect(box.openInJson(JSON.stringify({ sealed, words }))).toBe(
          JSON.stringify({ sealed: words, words }),
        );
        expect(box.isCurrent(sealed)).toBe(words === '');
        expect(box.isCurrent(box.seal(words))).toBe(true);
      }
    }),
  );
});

test('law: another key, a cut and a changed byte don’t open it', () => {
  fc.assert(
    fc.property(written, fc.nat(), (words, at) => {
      const own = key();
      const box = new WordBox({ keys: [own], isOn: true });
      const sealed = box.seal(words);
      const [mark, bytes] = [sealed.slice(0, 3), Buffer.from(sealed.slice(3), 'base64')];
      const refuses = (changed: Buffer) =>
        expect(() => box.open(mark + changed.toString('base64'))).toThrow('ENCRYPTION_KEY');
      expect(() => new WordBox({ keys: [key()], isOn: true }).open(sealed)).toThrow('ENCRYPTION_KEY');
      refuses(bytes.subarray(0, at % bytes.length));
      refuses(bytes.with(at % bytes.length, (bytes.at(at % bytes.length) ?? 0) ^ 1) as Buffer);
    }),
  );
});

test('a token isn’t read as words, whatever writes it there', () => {
  const own = key();
  const box = new WordBox({ keys: [own], isOn: true });
  const mark = box.seal('words').slice(0, 3);
  expect(() => box.open(mark + secretBox([own]).seal('xoxb-1', 'slack T1'))).toThrow('ENCRYPTION_KEY');
});

test('law: nobody can write what is taken for encrypted', () => {
  fc.assert(
    fc.property(text, (words) => {
      const sealed = new WordBox({ keys: [key()], isOn: true }).seal(`${words}.`);
      const reader = new WordBox({ keys: [key()], isOn: true });
      for (const told of [cleanText(sealed), storable(sealed) as string])
        expect(reader.open(told)).toBe(told);
    }),
  );
});
