import { describeError } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Card, PictureName } from './card.ts';
import type { Actor, Core } from './core.ts';

export interface DrawnPicture {
  readonly name: PictureName;
  readonly png: Uint8Array;
  readonly alt: string;
}

/** The picture of a card; undefined where it has none, or where that can't be drawn: the card's words say the same. */
export async function pictureIn(
  { core, log }: { readonly core: Pick<Core, 'picture'>; readonly log: Log },
  actor: Actor,
  { blocks }: Card,
): Promise<DrawnPicture | undefined> {
  const [block] = blocks.filter(({ type }) => type === 'picture');
  if (block?.type !== 'picture') return undefined;
  try {
    const png = await core.picture(actor, block.picture);
    return png && { name: block.picture, png, alt: block.alt };
  } catch (error) {
    log.error({ picture: block.picture, error: describeError(error) }, 'a picture could not be drawn');
    return undefined;
  }
}
