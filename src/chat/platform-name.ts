/** Which chat platform a workspace lives on. */
export type PlatformName = 'slack' | 'discord' | 'web';
