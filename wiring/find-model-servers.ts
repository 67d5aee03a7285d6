export { findModelServers, type ModelPort, type ModelServer } from '../adapters/openai/find-model-servers.ts';
