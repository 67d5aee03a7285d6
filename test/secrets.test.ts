import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secretBox } from '../src/base/secrets.ts';

const key = () => randomBytes(32);

test('law: what is sealed opens again, also after a new key came before the old one', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (secret, purpose) => {
      const old = key();
      const sealed = secretBox([old]).seal(secret, purpose);
      expect(secretBox([old]).open(sealed, purpose)).toBe(secret);
      expect(secretBox([key(), old]).open(sealed, purpose)).toBe(secret);
    }),
  );
});

test('the new key seals', () => {
  const [fresh, old] = [key(), key()];
  const sealed = secretBox([fresh, old]).seal('xoxb-1', 'T1');
  expect(secretBox([fresh]).open(sealed, 'T1')).toBe('xoxb-1');
});

test('another key, another purpose and a changed byte don’t open it, and the secret isn’t in it', () => {
  const own = key();
  const sealed = secretBox([own]).seal('xoxb-secret', 'T1');
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('xoxb');
  expect(() => secretBox([key()]).open(sealed, 'T1')).toThrow('ENCRYPTION_KEY');
  expect(() => secretBox([own]).open(sealed, 'T2')).toThrow('ENCRYPTION_KEY');
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => secretBox([own]).open(bytes.toString('base64'), 'T1')).toThrow('ENCRYPTION_KEY');
  expect(secretBox([own]).seal('same', 'T1')).not.toBe(secretBox([own]).seal('same', 'T1'));
});
