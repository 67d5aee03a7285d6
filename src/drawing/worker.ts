import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { drawProgress } from './draw-progress.ts';
import type { Progress } from './progress-data.ts';

const fontFiles = [
  import.meta.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
].map((url) => fileURLToPath(url));

const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' };

parentPort?.on('message', ({ id, progress }: { readonly id: number; readonly progress: Progress }) => {
  parentPort?.postMessage({ id, png: new Resvg(drawProgress(progress), { font }).render().asPng() });
});
