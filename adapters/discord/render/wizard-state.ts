import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { FormValues } from '../../../src/chat/form.ts';
import { carry, uncarry } from './carry.ts';

/** How far somebody has come with a form. */
export interface WizardState {
  readonly form: string;
  readonly subject: string;
  /** From 0. */
  readonly page: number;
  readonly values: FormValues;
}

const packedSchema = z.tuple([z.string(), z.string(), z.int().min(0), z.record(z.string(), z.string())]);

/** Longer than any state that custom ids hold, so that nothing else is unpacked. */
const maxOutputLength = 20_000;

/**
 * The state spread over custom ids with these names; it lives nowhere else.
 * @throws RangeError when it is too long for them.
 */
export function carryState({ form, subject, page, values }: WizardState, names: readonly string[]): string[] {
  const packed = deflateRawSync(JSON.stringify([form, subject, page, values]), { level: 9 });
  return carry(packed.toString('base64url'), names);
}

/** The state in the custom ids, in their order; undefined when there is none. */
export function gatherState(ids: readonly string[]): WizardState | undefined {
  const { data } = packedSchema.safeParse(unpack(ids.map((id) => uncarry(id).chunk).join('')));
  if (!data) return undefined;
  const [form, subject, page, values] = data;
  return { form, subject, page, values };
}

function unpack(packed: string): unknown {
  try {
    return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength }).toString());
  } catch {
    // Another message's ids: they hold no state.
    return undefined;
  }
}
