import { findPackageJSON } from 'node:module';
import { pathToFileURL } from 'node:url';

/** The folder that Whetstone is installed in, with a slash: also when it is built, and all code is in few files. */
export const installation = new URL('./', pathToFileURL(String(findPackageJSON(import.meta.url))));
