import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/**
 * Bolt acknowledges an event before its listeners run, so that one that fails is lost. Behind this receiver an event
 * is acknowledged when its listeners are done, and not at all when one throws: Slack then sends it again. Commands
 * and clicks keep their own, immediate acknowledgement.
 */
export function acknowledgeStored(receiver: Receiver): Receiver {
  return {
    init: (app) => receiver.init(deferring(app)),
    start: (...given: unknown[]) => receiver.start(...given),
    stop: (...given: unknown[]) => receiver.stop(...given),
  };
}

/** A receiver calls nothing of the app but this. */
function deferring(app: App): App {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    if (event.body.type !== 'event_callback') return app.processEvent(event);
    await app.processEvent({ ...event, ack: async () => undefined });
    await event.ack();
  };
  return { processEvent } as App;
}
