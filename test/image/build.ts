import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';

const run = promisify(execFile);

/** What a container of an image starts with. */
export interface Image {
  /** The folder that is its file system's root. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly healthcheck: readonly string[];
}

interface Stage {
  readonly root: string;
  readonly env: Record<string, string>;
  workdir: string;
  user: string;
  entrypoint: string[];
  cmd: string[];
  healthcheck: string[];
}

/** Does a Dockerfile's steps with the files in `context`, below `home` instead of in containers; the base image is this machine. */
export async function buildImage(dockerfile: string, context: string, home: string): Promise<Image> {
  const stages: Stage[] = [];
  const names = new Map<string, Stage>();
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const root = join(home, String(stages.length));
      await mkdir(root);
      const stage = { root, env: {}, workdir: '/', user: 'root', entrypoint: [], cmd: [], healthcheck: [] };
      stages.push(stage);
      const [, as, name] = wordsOf(instruction);
      if (as?.toUpperCase() === 'AS' && name) names.set(name, stage);
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new Error(`${instruction.getKeyword()} comes before FROM`);
    await step(stage, instruction, context, names);
  }
  const last = stages.at(-1);
  if (!last) throw new Error('the Dockerfile has no stage');
  return last;
}

async function step(
  stage: Stage,
  instruction: Instruction,
  context: string,
  names: ReadonlyMap<string, Stage>,
): Promise<void> {
  const words = wordsOf(instruction);
  const [first = ''] = words;
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      stage.workdir = first;
      return void (await mkdir(join(stage.root, first), { recursive: true }));
    case 'ENV': {
      const [name = '', value = ''] = first.split('=');
      stage.env[name] = value;
      return;
    }
    case 'COPY': {
      const from = instruction instanceof Copy ? instruction.getFromFlag()?.getValue() : undefined;
      const source = !from ? context : names.get(from)?.root;
      if (source === undefined) throw new Error(`COPY from the unknown stage ${from}`);
      await copy(source, words.slice(0, -1), join(stage.root, stage.workdir), words.at(-1) ?? '');
      return;
    }
    case 'RUN':
      await run('sh', ['-c', words.join(' ')], { cwd: join(stage.root, stage.workdir), maxBuffer: 1e8 });
      return;
    case 'USER':
      stage.user = first;
      return;
    case 'ENTRYPOINT':
      stage.entrypoint = arrayOf(instruction);
      return;
    case 'CMD':
      stage.cmd = arrayOf(instruction);
      return;
    case 'HEALTHCHECK':
      stage.healthcheck = arrayOf(instruction);
      return;
    case 'EXPOSE':
    case 'STOPSIGNAL':
      return;
    default:
      throw new Error(`this build doesn't know ${instruction.getKeyword()}`);
  }
}

/** A folder that is copied gives its content, a file itself. */
async function copy(from: string, paths: readonly string[], workdir: string, to: string): Promise<void> {
  for (const path of paths) {
    const target = to.endsWith('/') ? join(workdir, to, path) : join(workdir, to);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(from, path), target, { recursive: true, verbatimSymlinks: true });
  }
}

function wordsOf(instruction: Instruction): string[] {
  return instruction.getArguments().map((argument) => argument.getValue());
}

/** The JSON array that the instruction ends with. */
function arrayOf(instruction: Instruction): string[] {
  const text = instruction.getRawArgumentsContent() ?? '';
  return JSON.parse(text.slice(text.indexOf('['))) as string[];
}
