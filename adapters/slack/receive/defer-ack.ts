import { type App, AuthorizationError, type Receiver, type ReceiverEvent } from '@slack/bolt';
import type { Background } from '../../../src/base/background.ts';
import { Malformed, readBody } from './body.ts';

/**
 * Bolt acknowledges an event before its listeners run, so that one that fails is lost. Behind this receiver an event
 * is acknowledged when its listeners are done, and not at all when one throws: Slack then sends it again. Commands
 * and clicks keep their own, immediate acknowledgement.
 */
export function acknowledgeStored(receiver: Receiver, background: Background): Receiver {
  return {
    init: (app) => receiver.init(deferring(app, background)),
    start: (...given: unknown[]) => receiver.start(...given),
    stop: (...given: unknown[]) => receiver.stop(...given),
  };
}

/** Thrown by `authorize`: the event is of a team in which Whetstone isn't installed, or isn't any more. */
export class NotInstalled extends Error {}

/** A receiver calls nothing of the app but this. */
function deferring(app: App, background: Background): App {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const body = readBody(event.body);
    const isEvent = body.type === 'event_callback';
    let isTaken = isEvent;
    const ack: ReceiverEvent['ack'] = async (response) => {
      isTaken = true;
      if (!isEvent) await event.ack(response);
    };
    try {
      await app.processEvent({ ...event, body, ack });
    } catch (error) {
      // A listener's errors come wrapped, with a code: this one is Bolt's own, of reading the body.
      if (error instanceof TypeError && !('code' in error)) throw new Malformed();
      const cause = error instanceof AuthorizationError ? error.original : error;
      // Whoever acts there sees that it fails; an event would only be sent again.
      if (!(cause instanceof NotInstalled)) throw cause;
      if (!isEvent) throw error;
    }
    if (!isTaken) throw new Malformed();
    if (isEvent) await event.ack();
  };
  return { processEvent: (event: ReceiverEvent) => background.track(processEvent(event)) } as App;
}
