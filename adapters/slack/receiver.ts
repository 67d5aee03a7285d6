import { HTTPModuleFunctions, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../src/base/log.ts';
import { connectTimeoutMs } from '../../src/base/wait-for.ts';
import type { SlackSettings } from '../../src/config/slack.ts';
import { checkingBodies, type Listener } from './bodies.ts';
import { clientOptions, slackClient } from './client.ts';
import type { Connections } from './connections.ts';
import { failurePage, successPage } from './install-pages.ts';
import type { StoredInstallations } from './installations.ts';
import { boltLogger } from './log.ts';
import { botScopes } from './manifest.ts';
import { Malformed } from './receive/body.ts';

export interface Receivers {
  /** What hears of events. */
  readonly receiver: Receiver;
  /** Its kind in Socket Mode. */
  readonly socket: SocketModeReceiver | undefined;
  /** For the web server's `/slack/…`; undefined when nothing comes by HTTP. */
  readonly listener: Listener | undefined;
}

interface ReceiverOptions {
  /** Where installations are kept that come by OAuth. */
  readonly stored: StoredInstallations | undefined;
  readonly connections: Connections;
  readonly publicUrl: string;
  readonly log: Log;
  /** Aborting it cuts off the calls under way. */
  readonly signal: AbortSignal;
}

/** HTTP on the shared port; with an app token events come by Socket Mode, and HTTP serves the installation alone. */
export function createReceivers(
  config: SlackSettings,
  { stored, connections, publicUrl, log, signal }: ReceiverOptions,
): Receivers {
  const logger = boltLogger(log);
  const { installation, signingSecret, appToken } = config;
  const oauth =
    installation.by === 'oauth' && stored
      ? {
          clientId: installation.clientId,
          clientSecret: installation.clientSecret,
          stateSecret: installation.stateSecret,
          scopes: botScopes.map(({ scope }) => scope),
          redirectUri: `${publicUrl}/slack/oauth_redirect`,
          installationStore: installationStore(stored, connections, config.apiUrl),
          installerOptions: {
            redirectUriPath: '/slack/oauth_redirect',
            callbackOptions: { success: successPage, failure: failurePage },
            clientOptions: clientOptions(config.apiUrl, connectTimeoutMs, signal),
            ...(config.apiUrl
              ? { authorizationUrl: new URL('/oauth/v2/authorize', config.apiUrl).href }
              : {}),
          },
        }
      : {};
  if (!appToken) {
    const receiver = new HTTPReceiver({
      signingSecret: signingSecret ?? '',
      endpoints: '/slack/events',
      logger,
      // What isn't stored in three seconds Slack sends again.
      unhandledRequestHandler: ({ response }) => {
        if (!response.headersSent) response.writeHead(503).end();
      },
      processEventErrorHandler: async (failed) => {
        if (!(failed.error instanceof Malformed) || failed.response.headersSent)
          return HTTPModuleFunctions.defaultProcessEventErrorHandler(failed);
        failed.response.writeHead(400).end();
        return false;
      },
      ...oauth,
    });
    return { receiver, socket: undefined, listener: checkingBodies(listenerOf(receiver), log) };
  }
  const socket = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(config.apiUrl, connectTimeoutMs, signal) },
  });
  // Without an endpoint there is nothing to sign.
  const unsigned = { endpoints: [], signingSecret: '', signatureVerification: false };
  const install = stored && new HTTPReceiver({ ...unsigned, logger, ...oauth });
  return { receiver: socket, socket, listener: install && listenerOf(install) };
}

/** Bolt's listener throws for what it has no route for. */
function listenerOf({ requestListener }: HTTPReceiver): Listener {
  return (request, response) => {
    try {
      requestListener(request, response);
    } catch {
      response.writeHead(404).end();
    }
  };
}

function installationStore(
  stored: StoredInstallations,
  connections: Connections,
  apiUrl: string | undefined,
) {
  return {
    storeInstallation: async (installation: Parameters<StoredInstallations['save']>[0]) => {
      const token = installation.bot?.token;
      const auth = token ? await slackClient(token, apiUrl).auth.test() : undefined;
      // An earlier installation's token may be worth nothing any more.
      connections.forget(await stored.save(installation, auth?.url));
    },
    fetchInstallation: async () => {
      throw new Error('installations are found by Connections');
    },
  };
}
