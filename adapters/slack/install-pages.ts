import {
  AuthorizationError,
  type CallbackOptions,
  InvalidStateError,
  MissingCodeError,
  MissingStateError,
} from '@slack/oauth';
import { html } from 'hono/html';
import { UserError } from '../../src/base/errors.ts';
import { page, pageHeaders } from '../http/page.ts';
import { asPlatformError, codeOf } from './errors.ts';

/** What one sees after installing Whetstone into a Slack workspace. */
export const successPage: NonNullable<CallbackOptions['success']> = async (
  installation,
  _options,
  _request,
  response,
) => {
  const team = installation.team?.id ?? '';
  const shown = page(
    'Whetstone is installed',
    html`<p>In Slack, type <code>/interview setup</code> in a channel to choose when it gets its questions.</p>
      <p><a href="https://slack.com/app_redirect?team=${team}&app=${installation.appId ?? ''}">Open Slack</a></p>`,
  );
  response.writeHead(200, pageHeaders).end(String(await shown));
};

export const failurePage: NonNullable<CallbackOptions['failure']> = async (
  error,
  _options,
  _request,
  response,
) => {
  const [status, why] = explain(error);
  const shown = page(
    'Whetstone was not installed',
    html`<p>${why}</p><p><a href="/slack/install">Try again</a></p>`,
  );
  response.writeHead(status, pageHeaders).end(String(await shown));
};

/** The HTTP status, and what to do. */
function explain(error: Error): [status: number, why: string] {
  if (error instanceof UserError) return [409, error.message];
  if (error instanceof AuthorizationError)
    return [400, 'You cancelled the installation in Slack. Nothing was changed.'];
  if (error instanceof InvalidStateError || error instanceof MissingStateError) {
    return [
      400,
      'This confirmation belongs to another browser or attempt, or took more than ten minutes. Start again, and stay in this browser.',
    ];
  }
  if (error instanceof MissingCodeError) return [400, 'Slack didn’t confirm the installation. Start again.'];
  const code = codeOf(error);
  if (code?.includes('client')) {
    const sentence = `Slack rejects SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (${code}). Whoever runs Whetstone has to copy them again from the app’s “Basic Information” page.`;
    return [500, sentence];
  }
  if (asPlatformError(error).isPassing)
    return [503, 'Slack or the database could not be reached. Try again in a minute.'];
  return [400, `This confirmation from Slack has expired (${code}). Start again.`];
}
